namespace Sse;

/// <summary>Where a client stands. The standard's three states of an EventSource, and the two between them told apart.</summary>
public enum SseClientState
{
    /// <summary>Nobody reads.</summary>
    Idle,

    /// <summary>A request is on its way.</summary>
    Connecting,

    /// <summary>The server has answered with an event stream.</summary>
    Open,

    /// <summary>Waiting until it is time to connect again.</summary>
    Waiting,

    /// <summary>Reading has ended: see <see cref="SseClosed"/>.</summary>
    Closed,
}
