using System.Text;

namespace Sse;

/// <summary>What came of connecting: a stream, or why there is none yet, or neither: the server has completed it.</summary>
internal readonly record struct Connected(OpenedStream? Stream, Failure? Failure);

/// <summary>Asks for the stream once and judges the answer. What is thrown is final.</summary>
internal sealed class Connecting(ReadingContext context, ReadingStatus status)
{
    private readonly SseClientOptions _options = context.Options;

    /// <summary>Connects.</summary>
    /// <param name="attempt">What may give it up.</param>
    /// <param name="reconnects">How many times this reading has connected before.</param>
    public async Task<Connected> ConnectAsync(Attempt attempt, int reconnects)
    {
        var id = IdToSend();
        attempt.Arm(_options.ConnectTimeout, SseRetryReason.ConnectTimeout);
        var sent = await context.Sender.SendAsync(id, attempt.Token).ConfigureAwait(false);
        attempt.Disarm();
        if (sent.Response is not { } response) return new Connected(null, Failure.Of(sent.Error!, attempt, SseRetryReason.ConnectFailed));

        var (connected, isHandedOn) = (default(Connected), false);
        try
        {
            _options.OnResponse?.Invoke(response);
            connected = await JudgeAsync(response, sent.Address, attempt).ConfigureAwait(false);
            if (connected.Stream is not null) Announce(sent.Address, id, reconnects);
            isHandedOn = connected.Stream is not null;
            return connected;
        }
        finally
        {
            // Whatever happened, a callback that threw included: the answer goes to the caller as a stream, or is closed here.
            if (!isHandedOn)
            {
                connected.Stream?.Dispose();
                response.Dispose();
            }
        }
    }

    private async Task<Connected> JudgeAsync(HttpResponseMessage response, Uri address, Attempt attempt)
    {
        var kind = Answer.Judge(response, _options);
        if (kind == AnswerKind.Completed) return default;
        try
        {
            if (kind == AnswerKind.Stream) return new Connected(await OpenedStream.OpenAsync(response, attempt, _options, status.LastEventId).ConfigureAwait(false), null);
            var error = await ErrorAnswer.ReadAsync(response, address, _options, attempt.Token).ConfigureAwait(false);
            return kind == AnswerKind.Temporary ? new Connected(null, new Failure(SseRetryReason.TemporaryStatus, error, error.RetryAfter ?? TimeSpan.Zero)) : throw error;
        }
        catch (Exception error) when (attempt.Token.IsCancellationRequested || (error is not SseClientException && Transient.Is(error, _options)))
        {
            return new Connected(null, Failure.Of(error, attempt, SseRetryReason.ConnectFailed));
        }
    }

    private void Announce(Uri address, string id, int reconnects)
    {
        status.State = SseClientState.Open;
        context.Logger.Opened(ShownAddress.Of(address));
        _options.OnOpened?.Invoke(new SseOpened { Address = ShownAddress.AddressOf(address), LastEventId = id, Reconnects = reconnects });
    }

    /// <summary>The last event id, or nothing when it is too long to be sent.</summary>
    public string IdToSend()
    {
        var length = Encoding.UTF8.GetByteCount(status.LastEventId);
        if (length <= StreamSender.LongestId) return status.LastEventId;
        context.Logger.IdTooLong(length, StreamSender.LongestId);
        return "";
    }
}
