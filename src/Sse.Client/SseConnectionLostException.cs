namespace Sse;

/// <summary>A stream was lost, or could not be had, and its request is not sent again: see <see cref="SseReconnect"/>.</summary>
/// <remarks>What had arrived was given to the reader before. <see cref="Exception.InnerException"/> is the network's error, if there was one.</remarks>
public sealed class SseConnectionLostException : Exception
{
    /// <summary>Creates the exception.</summary>
    public SseConnectionLostException()
    {
    }

    /// <summary>Creates the exception with its reason.</summary>
    /// <param name="message">What happened, in words.</param>
    public SseConnectionLostException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with its reason and cause.</summary>
    /// <param name="message">What happened, in words.</param>
    /// <param name="innerException">What caused it.</param>
    public SseConnectionLostException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>How it was lost.</summary>
    public SseRetryReason Reason { get; init; }

    /// <summary>Whether the server had answered with a stream.</summary>
    public bool WasOpen { get; init; }

    /// <summary>How many events had arrived in this reading.</summary>
    public long EventsReceived { get; init; }

    /// <summary>The last event id; empty when there is none.</summary>
    public string LastEventId { get; init; } = "";
}
