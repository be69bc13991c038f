namespace Sse;

/// <summary>
/// The topics of one log by name. One that has readers stays; of those without, the one that was published to least
/// recently gives way when there are too many, and what must be known of it is remembered. Used under the log's lock only.
/// </summary>
/// <param name="maxTopics">How many topics may have records, those with readers aside.</param>
internal sealed class TopicTable(int maxTopics)
{
    private readonly Dictionary<string, Topic> _topics = new(StringComparer.Ordinal);
    private readonly ForgottenTopics _forgotten = new(maxTopics);
    private Topic? _leastRecent;
    private Topic? _mostRecent;
    private int _listed;

    /// <summary>How many topics are known.</summary>
    public int Count => _topics.Count;

    /// <summary>Adds those that are known to a list, until it has as many as it may.</summary>
    public void AddTo(List<Topic> found, int most)
    {
        foreach (var topic in _topics.Values)
        {
            if (found.Count >= most) return;
            found.Add(topic);
        }
    }

    /// <summary>A topic that is known; null when it is not.</summary>
    public Topic? Find(string name) => _topics.GetValueOrDefault(name);

    /// <summary>A topic with what is remembered of it, for one who only looks: when it is not known, it stays so.</summary>
    public Topic Peek(string name) => Find(name) ?? new Topic(name, [], _forgotten.PastOf(name));

    /// <summary>A topic with what is remembered of it, made when it is not known.</summary>
    public Topic GetOrAdd(string name)
    {
        if (_topics.TryGetValue(name, out var topic)) return topic;
        LogMemory.Announce();
        topic = new Topic(name, TopicId.SuffixOf(name), _forgotten.PastOf(name));
        _topics.Add(name, topic);
        _forgotten.Remove(name);
        return topic;
    }

    /// <summary>The topics that have readers.</summary>
    public List<string> Occupied() => [.. _topics.Values.Where(static topic => topic.Readers.Count > 0).Select(static topic => topic.Name!)];

    /// <summary>Takes over what a stored log knows of topics that it names no further.</summary>
    public void Restore(TopicPast others) => _forgotten.Floor.Include(others);

    /// <summary>Takes over what a stored log knows of a topic.</summary>
    public void Restore(string name, TopicPast past) => _forgotten.Add(name, past);

    /// <summary>A topic was published to, or lost its last reader: it gives way last.</summary>
    public void Touch(Topic topic)
    {
        if (topic == _mostRecent || topic.Readers.Count > 0 || topic.Name is null) return;
        Pin(topic);
        topic.Older = _mostRecent;
        if (_mostRecent is null) _leastRecent = topic;
        else _mostRecent.Newer = topic;
        _mostRecent = topic;
        topic.IsListed = true;
        _listed++;
    }

    /// <summary>A topic has a reader: it doesn't give way.</summary>
    public void Pin(Topic topic)
    {
        if (!topic.IsListed) return;
        if (topic.Older is null) _leastRecent = topic.Newer;
        else topic.Older.Newer = topic.Newer;
        if (topic.Newer is null) _mostRecent = topic.Older;
        else topic.Newer.Older = topic.Older;
        (topic.Older, topic.Newer, topic.IsListed) = (null, null, false);
        _listed--;
    }

    /// <summary>The topic that has to give way; null when there are not too many.</summary>
    public Topic? NextToGiveWay => _listed > maxTopics ? _leastRecent : null;

    /// <summary>Lets a topic go that has neither records nor readers.</summary>
    public void ForgetIfUnused(Topic topic)
    {
        if (topic.Name is null || topic.HasRecords || topic.Readers.Count > 0 || Find(topic.Name) != topic) return;
        Pin(topic);
        try { _forgotten.Add(topic.Name, topic.Past); }
        // It stays known, so that what it lost does, until it is used again.
        catch (OutOfMemoryException) { return; }
        _topics.Remove(topic.Name);
    }
}
