using System.Collections.Concurrent;

namespace Sse;

/// <summary>
/// Topics whose completion this process has handed over and not read back yet: what it publishes to them from then on could
/// only come behind their end. Thread-safe.
/// </summary>
internal sealed class CompletingTopics
{
    private readonly ConcurrentDictionary<string, bool> _topics = new(StringComparer.Ordinal);

    /// <summary>Their completion is handed over.</summary>
    public void Add(SseTopicSelection topics)
    {
        foreach (var topic in topics) _topics[topic] = true;
    }

    /// <summary>Their completion has been read back: the log knows it now.</summary>
    public void Remove(SseTopicSelection topics)
    {
        if (_topics.IsEmpty) return;
        foreach (var topic in topics) _topics.TryRemove(topic, out _);
    }

    /// <summary>Another log took the place of the one that they were to be completed in.</summary>
    public void Clear() => _topics.Clear();

    /// <summary>Says whether nothing can be published to one of the topics any more.</summary>
    /// <exception cref="SseTopicCompletedException">One of them is among these.</exception>
    public void ThrowIfAny(SseTopicSelection topics)
    {
        if (_topics.IsEmpty) return;
        for (var i = 0; i < topics.Count; i++)
            if (_topics.ContainsKey(topics[i])) throw LogWriter.Completed(topics[i]);
    }
}
