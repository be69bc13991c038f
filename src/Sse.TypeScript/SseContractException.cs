namespace Sse;

/// <summary>What was given is no contract of a hub.</summary>
public sealed class SseContractException : FormatException
{
    /// <summary>An exception without words of its own.</summary>
    public SseContractException()
    {
    }

    /// <summary>An exception that says what is wrong.</summary>
    public SseContractException(string message)
        : base(message)
    {
    }

    /// <summary>An exception that says what is wrong, and what told so.</summary>
    public SseContractException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
