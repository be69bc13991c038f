using System.Text;

namespace Sse;

/// <summary>An answer that is being read: its bytes, and the parser they go to.</summary>
/// <remarks>One reader at a time. Disposing closes the connection.</remarks>
internal sealed class OpenedStream : IDisposable
{
    private static readonly byte[] EndMark = Encoding.UTF8.GetBytes(ProtocolWords.EndMark);

    private readonly HttpResponseMessage _response;
    private readonly Stream _body;
    private readonly CancellationTokenRegistration _closing;
    private readonly bool _beganAtEnd;
    private readonly BodyTurn _turn = new();
    private readonly TimeProvider _clock;
    private bool _readAbandoned;
    private bool _endsByItself;

    private OpenedStream(HttpResponseMessage response, Stream body, SseFrameParser parser, Attempt attempt, TimeProvider clock)
    {
        _response = response;
        _body = body;
        _clock = clock;
        Parser = parser;
        OpenedAt = clock.GetTimestamp();
        _beganAtEnd = IsEndMark(parser.LastEventId);
        // Also when nobody is reading just now: a connection that was given up closes at once.
        _closing = attempt.Token.UnsafeRegister(static stream => ((OpenedStream)stream!).Close(), this);
    }

    public SseFrameParser Parser { get; }

    /// <summary>When it was opened, as a timestamp of the client's clock.</summary>
    public long OpenedAt { get; }

    /// <summary>The heartbeat interval the server has told in its first comment; null when it told none.</summary>
    public TimeSpan? HeartbeatInterval { get; private set; }

    /// <summary>Whether the server has said anything.</summary>
    public bool HasSeenFrame { get; private set; }

    /// <summary>Whether the server has told, by an id that ends in <c>~end</c> or in the protocol's own way, that there will never be more.</summary>
    public bool IsComplete { get; private set; }

    public static async Task<OpenedStream> OpenAsync(HttpResponseMessage response, Attempt attempt, SseClientOptions options, string lastEventId)
    {
        var body = await response.Content.ReadAsStreamAsync(attempt.Token).OrCancelled(attempt.Token).ConfigureAwait(false);
        var parser = new SseFrameParser(options.MaxEventBytes, Encoding.UTF8.GetBytes(lastEventId));
        return new OpenedStream(response, body, parser, attempt, options.TimeProvider);
    }

    /// <summary>Takes the next thing out of what has been received. Nothing comes after the end.</summary>
    /// <exception cref="SseEventTooLargeException">The stream holds an event beyond the limit.</exception>
    public bool TryRead(out SseFrame frame)
    {
        frame = default;
        if (IsComplete || !Parser.TryRead(out frame)) return false;
        if (!HasSeenFrame && frame.Kind == SseFrameKind.Comment) HeartbeatInterval = HeartbeatAdvert.Read(frame.Data);
        HasSeenFrame = true;
        // An event without an id of its own still has the one that the stream was asked for with.
        if (frame.Kind == SseFrameKind.Position || frame.Kind == SseFrameKind.Event && !_beganAtEnd) IsComplete = IsEndMark(frame.LastEventId);
        return true;
    }

    /// <summary>Notes that nothing comes any more, and that the answer is about to end by itself.</summary>
    public void Complete() => IsComplete = _endsByItself = true;

    /// <summary>Receives more bytes, at least one.</summary>
    /// <returns>How many; 0 at the end of the stream.</returns>
    /// <exception cref="OperationCanceledException">The stream has been closed.</exception>
    public async ValueTask<int> ReceiveAsync(CancellationToken cancellationToken)
    {
        if (!_turn.TryTake()) throw new OperationCanceledException(cancellationToken);
        // A stream that doesn't look at its token would go on writing into the memory it was given.
        _readAbandoned = true;
        var received = await _body.ReadAsync(Parser.GetMemory(), cancellationToken).OrCancelled(cancellationToken).ConfigureAwait(false);
        _readAbandoned = false;
        _turn.GiveBack();
        Parser.Advance(received);
        return received;
    }

    public void Dispose()
    {
        _closing.Dispose();
        Close();
        if (!_readAbandoned) Parser.Dispose();
    }

    private void Close()
    {
        switch (_turn.Close())
        {
            case BodyState.Idle when _endsByItself:
                _ = Abandoned.CloseAtEndAsync(_response, _body, _clock);
                break;
            case BodyState.Idle:
                Abandoned.Close(_response, _body);
                break;
            case BodyState.Reading:
                // Its read has the same token as what closes it here, or has failed.
                Abandoned.Close(_response);
                break;
        }
    }

    private static bool IsEndMark(ReadOnlySpan<byte> lastEventId) => lastEventId.EndsWith(EndMark);
}
