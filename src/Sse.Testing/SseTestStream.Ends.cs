using System.Net;

namespace Sse.Testing;

public sealed partial class SseTestStream
{
    /// <summary>The stream ends for good, without another event: its topics are complete, its handler has returned, its user was disconnected for good.</summary>
    /// <remarks>That its client gets no stream when it asks again is part of it: it is answered with 204, or refused.</remarks>
    /// <exception cref="SseAssertionException">It goes on, or its client is to come back.</exception>
    public async Task Completed()
    {
        await EndAsync("the end of the stream for good").ConfigureAwait(false);
        if (!LastEventId.EndsWith(ProtocolWords.EndMark, StringComparison.Ordinal)) throw Failed("The stream was expected to end for good. It has ended so that its client comes back.");
        if (await StatusOfResumeAsync().ConfigureAwait(false) == HttpStatusCode.OK) throw Failed("The stream has ended for good, and its client was expected to get none when it asks again. It got one.");
    }

    /// <summary>The stream ends without another event, and its client is to come back: after <see cref="Retry"/>.</summary>
    /// <exception cref="SseAssertionException">It goes on, is cut off, or has ended for good.</exception>
    public async Task Ended()
    {
        await EndAsync("the end of the stream").ConfigureAwait(false);
        if (LastEventId.EndsWith(ProtocolWords.EndMark, StringComparison.Ordinal)) throw Failed("The stream was expected to end so that its client comes back. It has ended for good.");
    }

    /// <summary>The stream is cut off without another event, as when its handler throws.</summary>
    /// <exception cref="SseAssertionException">It goes on, or ends as it should.</exception>
    public async Task Broken()
    {
        var frame = await SkipToEndAsync("the stream to be cut off").ConfigureAwait(false);
        if (frame.Failure is null) throw Failed("The stream was expected to be cut off. It has ended as it should.");
    }

    /// <summary>Breaks the connection, as a client's network does, and waits until the server has seen it. What was not read comes again by <see cref="Resume"/>.</summary>
    public async Task Cut()
    {
        var receiver = Receiver;
        _receiver = null;
        await WithinPatience(receiver.CutAsync(), "the server to see that its client is gone").ConfigureAwait(false);
        _seen.Add("(cut)");
    }

    /// <summary>Comes back as a client does, with <see cref="LastEventId"/>; cuts the stream before when it is open.</summary>
    /// <exception cref="SseAssertionException">The server refuses it.</exception>
    public async Task Resume()
    {
        if (_receiver is not null) await Cut().ConfigureAwait(false);
        await OpenAsync().ConfigureAwait(false);
    }

    /// <summary>Leaves.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_receiver is not { } receiver) return;
        _receiver = null;
        await receiver.CutAsync().WaitAsync(_patience).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Done when everything that was published to the stream before has been received; at once when it isn't open.</summary>
    internal Task SettleAsync() => _receiver is { } receiver ? WithinPatience(receiver.PassAsync(), "the server") : Task.CompletedTask;

    private async Task EndAsync(string expected)
    {
        var frame = await SkipToEndAsync(expected).ConfigureAwait(false);
        if (frame.Failure is { } failure) throw Failed($"{Capital(expected)} was expected. It was cut off: {failure.Message}", failure);
    }

    private async Task<ReceivedFrame> SkipToEndAsync(string expected)
    {
        while (true)
        {
            var frame = await NextFrameAsync(expected, takesEnd: true).ConfigureAwait(false);
            if (frame.Kind is null) return frame;
            if (frame.Kind == SseFrameKind.Event) throw Failed($"{Capital(expected)} was expected. There came: {ToMessage(frame)}");
        }
    }

    private async Task<HttpStatusCode> StatusOfResumeAsync()
    {
        try
        {
            await (await _open(LastEventId).ConfigureAwait(false)).DisposeAsync().ConfigureAwait(false);
            return HttpStatusCode.OK;
        }
        catch (SseAssertionException refused) when (refused.Status is { } status)
        {
            return status;
        }
    }
}
