using System.Collections;
using System.Runtime.CompilerServices;

namespace Sse;

/// <summary>
/// Which topics a publisher addresses or a subscriber reads: none (the whole hub), one, several, or, for subscribers
/// alone, all. Every subscriber gets what was published to the whole hub, whatever its topics.
/// </summary>
/// <remarks>
/// A topic name has 1 to 256 bytes of UTF-8 and no control character. A selection of one topic costs no allocation.
/// The default value is <see cref="None"/>.
/// </remarks>
[CollectionBuilder(typeof(SseTopicSelection), nameof(Of))]
public readonly struct SseTopicSelection : IEquatable<SseTopicSelection>, IEnumerable<string>
{
    private static readonly object Everything = new();
    private readonly object? _topics; // null, a name, an array of names, or Everything

    private SseTopicSelection(object? topics) => _topics = topics;

    /// <summary>No topic: for a publisher the whole hub, for a subscriber only what is published to the whole hub.</summary>
    public static SseTopicSelection None => default;

    /// <summary>Every topic, named or not. For subscribers only.</summary>
    public static SseTopicSelection All => new(Everything);

    /// <summary>Whether this is <see cref="All"/>.</summary>
    public bool IsAll => ReferenceEquals(_topics, Everything);

    /// <summary>How many topics are named: 0 for <see cref="None"/> and <see cref="All"/>.</summary>
    public int Count => _topics switch { string => 1, string[] several => several.Length, _ => 0 };

    /// <summary>The topic at a place.</summary>
    /// <param name="index">From 0 to <see cref="Count"/>, exclusive.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such place.</exception>
    public string this[int index] => _topics switch
    {
        string one when index == 0 => one,
        string[] several when (uint)index < (uint)several.Length => several[index],
        _ => throw new ArgumentOutOfRangeException(nameof(index)),
    };

    /// <summary>One topic.</summary>
    /// <param name="topic">Its name.</param>
    /// <exception cref="SseTopicNameException">The name is empty, too long, or holds a control character or a lone surrogate.</exception>
    public static SseTopicSelection Of(string topic)
    {
        ArgumentNullException.ThrowIfNull(topic);
        return SseTopicName.Check(topic) is { } problem ? throw new SseTopicNameException(problem, nameof(topic)) : new(topic);
    }

    /// <summary>The topic that is one user's alone; see <see cref="SseUserTopic"/>.</summary>
    /// <param name="userId">The user's id.</param>
    /// <exception cref="ArgumentNullException"><paramref name="userId"/> is null.</exception>
    /// <exception cref="SseTopicNameException">The id is blank, longer than <see cref="SseUserTopic.MaxIdBytes"/>, or holds a control character or a lone surrogate.</exception>
    public static SseTopicSelection User(string userId) => new(SseUserTopic.NameOf(userId));

    /// <summary>Several topics; names that are given twice count once.</summary>
    /// <param name="topics">Their names; empty for <see cref="None"/>.</param>
    /// <exception cref="SseTopicNameException">A name is empty, too long, or holds a control character or a lone surrogate.</exception>
    public static SseTopicSelection Of(params ReadOnlySpan<string> topics)
    {
        if (topics.IsEmpty) return None;
        if (topics.Length == 1) return Of(topics[0]);
        foreach (var topic in topics)
        {
            ArgumentNullException.ThrowIfNull(topic, nameof(topics));
            if (SseTopicName.Check(topic) is { } problem) throw new SseTopicNameException(problem, nameof(topics));
        }
        var distinct = topics.ToArray().Distinct(StringComparer.Ordinal).ToArray();
        return distinct.Length == 1 ? new(distinct[0]) : new(distinct);
    }

    /// <summary>One topic.</summary>
    /// <param name="topic">Its name.</param>
    public static implicit operator SseTopicSelection(string topic) => Of(topic);

    /// <summary>Several topics.</summary>
    /// <param name="topics">Their names.</param>
    public static implicit operator SseTopicSelection(string[] topics) => Of(topics.AsSpan());

    /// <summary>Goes over the named topics.</summary>
    public IEnumerator<string> GetEnumerator()
    {
        for (var i = 0; i < Count; i++) yield return this[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Whether both name the same topics in the same order.</summary>
    /// <param name="other">The other selection.</param>
    public bool Equals(SseTopicSelection other) => IsAll == other.IsAll && this.SequenceEqual(other, StringComparer.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is SseTopicSelection other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.Add(IsAll);
        for (var i = 0; i < Count; i++) hash.Add(this[i], StringComparer.Ordinal);
        return hash.ToHashCode();
    }

    /// <summary>Whether both name the same topics in the same order.</summary>
    /// <param name="left">One selection.</param>
    /// <param name="right">The other.</param>
    public static bool operator ==(SseTopicSelection left, SseTopicSelection right) => left.Equals(right);

    /// <summary>Whether both name different topics.</summary>
    /// <param name="left">One selection.</param>
    /// <param name="right">The other.</param>
    public static bool operator !=(SseTopicSelection left, SseTopicSelection right) => !left.Equals(right);
}
