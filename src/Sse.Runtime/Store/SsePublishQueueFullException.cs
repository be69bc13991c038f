namespace Sse;

/// <summary>
/// A hub with a stored log has as many events waiting to be appended as it may have: the store is slower than the
/// publishers, or away. The event was not published.
/// </summary>
public sealed class SsePublishQueueFullException : Exception
{
    /// <summary>Creates the exception.</summary>
    public SsePublishQueueFullException() : this("Too many events wait for the hub's store: it is slower than the publishers, or away.")
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened.</param>
    public SsePublishQueueFullException(string message) : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened.</param>
    /// <param name="innerException">The cause.</param>
    public SsePublishQueueFullException(string message, Exception? innerException) : base(message, innerException)
    {
    }
}
