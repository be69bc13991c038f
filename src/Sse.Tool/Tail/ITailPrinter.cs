namespace Sse.Tool.Tail;

/// <summary>How events and the connection's state are shown.</summary>
internal interface ITailPrinter
{
    void Event(SseMessage message, DateTimeOffset time);

    void State(TailState state, string text);
}

internal enum TailState
{
    Connecting,
    Open,
    Waiting,
    Gap,
    Finished,
    Failed,
}
