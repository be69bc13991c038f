namespace Sse;

/// <summary>
/// A stored log isn't the one any more that this process knows: it was made anew, or restored from an older copy. The hub
/// begins over with what the log has now; its streams end, and clients that come back are told of a gap where their place
/// isn't one of the log.
/// </summary>
public sealed class SseLogReplacedException : Exception
{
    /// <summary>Creates the exception.</summary>
    public SseLogReplacedException() : this("The hub's stored log was replaced: it isn't the one that this process knows.")
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened.</param>
    public SseLogReplacedException(string message) : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened.</param>
    /// <param name="innerException">The cause.</param>
    public SseLogReplacedException(string message, Exception? innerException) : base(message, innerException)
    {
    }
}
