namespace Sse;

/// <summary>
/// A text is no topic name: it is empty, longer than 256 bytes of UTF-8, or holds a control character or a lone surrogate. A
/// server answers a request that brings it with 400.
/// </summary>
public sealed class SseTopicNameException : ArgumentException
{
    private readonly string? _problem;

    /// <summary>With the default message.</summary>
    public SseTopicNameException() : this("The text is no topic name.") { }

    /// <summary>With a message.</summary>
    /// <param name="message">What is wrong with the name.</param>
    public SseTopicNameException(string message) : base(message) { }

    /// <summary>With a message and the argument at fault.</summary>
    /// <param name="message">What is wrong with the name.</param>
    /// <param name="paramName">The argument.</param>
    public SseTopicNameException(string message, string? paramName) : base(message, paramName) => _problem = message;

    /// <summary>With a message and a cause.</summary>
    /// <param name="message">What is wrong with the name.</param>
    /// <param name="innerException">The cause.</param>
    public SseTopicNameException(string message, Exception innerException) : base(message, innerException) { }

    /// <summary>With a message, the argument at fault and a cause.</summary>
    /// <param name="message">What is wrong with the name.</param>
    /// <param name="paramName">The argument.</param>
    /// <param name="innerException">The cause.</param>
    public SseTopicNameException(string message, string? paramName, Exception innerException) : base(message, paramName, innerException) => _problem = message;

    // The message names the argument too, which is nothing for a client.
    internal string Problem => _problem ?? Message;
}
