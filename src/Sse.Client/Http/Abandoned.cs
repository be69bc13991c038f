namespace Sse;

/// <summary>Closes the connection of a stream that is left before its end.</summary>
internal static class Abandoned
{
    private const int MostReads = 64;
    private static readonly TimeSpan LongestEnd = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Over HTTP/1 a handler first reads on, for up to two seconds by default, in the hope that the answer ends and the
    /// connection can be used again. Only a read that is given up closes it at once.
    /// </summary>
    /// <param name="response">The answer.</param>
    /// <param name="body">Its body; null when somebody's read of it was given up already. Nobody else may read it any more.</param>
    /// <remarks>
    /// Nothing is thrown: the stream is being left, and what closing it throws would reach a timer, or whoever cancels, or
    /// hide the error that it is left for.
    /// </remarks>
    public static void Close(HttpResponseMessage response, Stream? body = null)
    {
        if (body is not null && response.Version.Major < 2) Quietly(() => GiveUpReading(body));
        Quietly(response.Dispose);
    }

    private static void Quietly(Action act)
    {
        try
        {
            act();
        }
#pragma warning disable CA1031, RCS1075 // See the remarks above.
        catch (Exception)
        {
        }
#pragma warning restore CA1031, RCS1075
    }

    /// <summary>
    /// Reads the little that is left of an answer that has said all, so that its connection can be used again; when it
    /// doesn't end within a second, closes it.
    /// </summary>
    /// <param name="response">The answer.</param>
    /// <param name="body">Its body. Nobody else may read it any more.</param>
    /// <param name="clock">The clock of that second.</param>
    public static async Task CloseAtEndAsync(HttpResponseMessage response, Stream body, TimeProvider clock)
    {
        using var time = new CancellationTokenSource(LongestEnd, clock);
        var rest = new byte[4096];
        try
        {
            for (var reads = 0; reads < MostReads; reads++)
            {
                if (await body.ReadAsync(rest, time.Token).OrCancelled(time.Token).ConfigureAwait(false) == 0) return;
            }
        }
#pragma warning disable CA1031, RCS1075 // See the remarks above.
        catch (Exception)
        {
        }
#pragma warning restore CA1031, RCS1075
        finally
        {
            Quietly(response.Dispose);
        }
    }

    private static void GiveUpReading(Stream body)
    {
        using var givenUp = new CancellationTokenSource();
        var rest = new byte[4096];
        // What has been received already is not waited for, so it has to be taken before there is a wait to give up.
        for (var reads = 0; reads < MostReads; reads++)
        {
            var reading = body.ReadAsync(rest, givenUp.Token);
            if (!reading.IsCompleted)
            {
                _ = reading.AsTask().ContinueWith(static late => late.Exception, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
                givenUp.Cancel();
                return;
            }
            if (reading.GetAwaiter().GetResult() == 0) return;
        }
    }
}
