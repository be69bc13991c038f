using System.Globalization;

namespace Sse.Tests.Log;

/// <summary>What was ever appended to a log, and what follows from it, in the simplest terms.</summary>
internal sealed class KeyedLogModel
{
    private readonly List<Appended> _all = [];
    private readonly Dictionary<long, Appended> _bySequence = [];

    public int Count => _all.Count;

    public Appended this[long sequence] => _bySequence[sequence];

    /// <summary>The topics that are complete.</summary>
    public HashSet<string> Complete { get; } = new(StringComparer.Ordinal);

    public void Add(Appended appended)
    {
        _all.Add(appended);
        _bySequence.Add(appended.Sequence, appended);
    }

    /// <summary>The value of each key as of a sequence.</summary>
    public Dictionary<string, string> StateAt(long sequence, SseTopicSelection topics)
    {
        var state = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var appended in _all.Where(a => a.Sequence <= sequence && a.IsFor(topics))) appended.ApplyTo(state);
        return state;
    }

    /// <summary>What a reader of these topics would get between two sequences if nothing were ever lost.</summary>
    public List<Appended> Between(long after, long upTo, SseTopicSelection topics) =>
        [.. _all.Where(a => a.Sequence > after && a.Sequence <= upTo && a.IsFor(topics))];
}

/// <summary>One event that was appended.</summary>
/// <param name="Sequence">Its sequence.</param>
/// <param name="Topics">Where to.</param>
/// <param name="Key">Its key; null for none.</param>
/// <param name="Value">Its value; null when it removes the key.</param>
internal sealed record Appended(long Sequence, SseTopicSelection Topics, string? Key, string? Value)
{
    public bool IsFor(SseTopicSelection reader) => Topics.Count == 0 || reader.IsAll || Topics.Any(t => reader.Contains(t, StringComparer.Ordinal));

    /// <summary>Its place among all keys: each topic has its own.</summary>
    public string? Place => Key is null ? null : $"{(Topics.Count == 0 ? "" : Topics[0])}|{Key}";

    public void ApplyTo(Dictionary<string, string> state)
    {
        if (Place is null) return;
        if (Value is null) state.Remove(Place);
        else state[Place] = Value;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Sequence}{(Key is null ? "" : $" {Place}={Value ?? "-"}")}");
}
