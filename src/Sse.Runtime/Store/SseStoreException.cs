namespace Sse;

/// <summary>A stored log can't be used. The message says why, and what to do.</summary>
public sealed class SseStoreException : Exception
{
    /// <summary>Creates the exception.</summary>
    public SseStoreException()
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">Why, and what to do.</param>
    public SseStoreException(string message) : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">Why, and what to do.</param>
    /// <param name="innerException">What the engine said.</param>
    public SseStoreException(string message, Exception? innerException) : base(message, innerException)
    {
    }
}
