namespace Sse;

/// <summary>
/// What topics lost that the log no longer knows, and which of them are complete: as many as there may be topics, the
/// newest. What is not remembered here any more may have lost whatever anyone did.
/// </summary>
internal sealed class ForgottenTopics(int limit)
{
    private readonly Dictionary<string, LinkedListNode<(string Name, TopicPast Past)>> _byName = new(StringComparer.Ordinal);
    private readonly LinkedList<(string Name, TopicPast Past)> _byAge = new();

    /// <summary>What may have happened to a topic that is not remembered.</summary>
    public TopicPast Floor;

    /// <summary>What may have happened to a topic.</summary>
    public TopicPast PastOf(string name) => _byName.TryGetValue(name, out var node) ? node.Value.Past : Floor;

    public void Remove(string name)
    {
        if (_byName.Remove(name, out var node)) _byAge.Remove(node);
    }

    /// <summary>Remembers a topic; it is not remembered yet.</summary>
    public void Add(string name, TopicPast past)
    {
        // Of topics that were only asked for nothing more is known than of any: they must not push others out.
        if (past.IsEmpty || past == Floor) return;
        LogMemory.Announce();
        var node = new LinkedListNode<(string Name, TopicPast Past)>((name, past));
        _byName.Add(name, node);
        _byAge.AddLast(node);
        if (_byName.Count <= limit) return;
        var oldest = _byAge.First!;
        Floor.Include(oldest.Value.Past);
        _byAge.RemoveFirst();
        _byName.Remove(oldest.Value.Name);
    }
}
