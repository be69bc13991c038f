namespace Sse;

/// <summary>The hub takes no more events: its host has stopped, or it was disposed.</summary>
public sealed class SseHubStoppedException : InvalidOperationException
{
    /// <summary>With the default message.</summary>
    public SseHubStoppedException() : this("The hub has stopped: nothing can be published any more.") { }

    /// <summary>With a message.</summary>
    /// <param name="message">What happened.</param>
    public SseHubStoppedException(string message) : base(message) { }

    /// <summary>With a message and a cause.</summary>
    /// <param name="message">What happened.</param>
    /// <param name="innerException">The cause.</param>
    public SseHubStoppedException(string message, Exception innerException) : base(message, innerException) { }
}
