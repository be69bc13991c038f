using System.Text;

namespace Sse;

/// <summary>An answer that is being read: its bytes, and the parser they go to.</summary>
/// <remarks>One reader at a time. Disposing closes the connection.</remarks>
internal sealed class OpenedStream : IDisposable
{
    private readonly HttpResponseMessage _response;
    private readonly Stream _body;
    private readonly CancellationTokenRegistration _closing;
    private bool _readAbandoned;

    private OpenedStream(HttpResponseMessage response, Stream body, SseFrameParser parser, Attempt attempt, long openedAt)
    {
        _response = response;
        _body = body;
        Parser = parser;
        OpenedAt = openedAt;
        // Also when nobody is reading just now: a connection that was given up closes at once.
        _closing = attempt.Token.UnsafeRegister(static response => ((HttpResponseMessage)response!).Dispose(), response);
    }

    public SseFrameParser Parser { get; }

    /// <summary>When it was opened, as a timestamp of the client's clock.</summary>
    public long OpenedAt { get; }

    /// <summary>The heartbeat interval the server has told in its first comment; null when it told none.</summary>
    public TimeSpan? HeartbeatInterval { get; private set; }

    private bool HasSeenFrame { get; set; }

    public static async Task<OpenedStream> OpenAsync(HttpResponseMessage response, Attempt attempt, SseClientOptions options, string lastEventId)
    {
        var body = await response.Content.ReadAsStreamAsync(attempt.Token).ConfigureAwait(false);
        var parser = new SseFrameParser(options.MaxEventBytes, Encoding.UTF8.GetBytes(lastEventId));
        return new OpenedStream(response, body, parser, attempt, options.TimeProvider.GetTimestamp());
    }

    /// <summary>Takes the next thing out of what has been received.</summary>
    /// <exception cref="SseEventTooLargeException">The stream holds an event beyond the limit.</exception>
    public bool TryRead(out SseFrame frame)
    {
        if (!Parser.TryRead(out frame)) return false;
        if (!HasSeenFrame && frame.Kind == SseFrameKind.Comment) HeartbeatInterval = HeartbeatAdvert.Read(frame.Data);
        HasSeenFrame = true;
        return true;
    }

    /// <summary>Receives more bytes, at least one.</summary>
    /// <returns>False at the end of the stream.</returns>
    public async ValueTask<bool> ReceiveAsync(CancellationToken cancellationToken)
    {
        // A stream that doesn't look at its token would go on writing into the memory it was given.
        _readAbandoned = true;
        var received = await _body.ReadAsync(Parser.GetMemory(), cancellationToken).OrCancelled(cancellationToken).ConfigureAwait(false);
        _readAbandoned = false;
        Parser.Advance(received);
        return received > 0;
    }

    public void Dispose()
    {
        _closing.Dispose();
        _response.Dispose();
        if (!_readAbandoned) Parser.Dispose();
    }
}
