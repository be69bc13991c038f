namespace Sse;

/// <summary>An event was published to a topic that is complete.</summary>
public sealed class SseTopicCompletedException : InvalidOperationException
{
    /// <summary>With the default message.</summary>
    public SseTopicCompletedException() : this("The topic is complete: nothing can be published to it any more.") { }

    /// <summary>With a message.</summary>
    /// <param name="message">What happened.</param>
    public SseTopicCompletedException(string message) : base(message) { }

    /// <summary>With a message and a cause.</summary>
    /// <param name="message">What happened.</param>
    /// <param name="innerException">The cause.</param>
    public SseTopicCompletedException(string message, Exception innerException) : base(message, innerException) { }
}
