using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Sse;

// What its places are called.
internal sealed partial class HubLog
{
    /// <summary>An empty log becomes the copy of a stored one: what comes now is what that one has.</summary>
    /// <param name="epoch">Its epoch.</param>
    /// <param name="tags">Its tags, in order.</param>
    /// <param name="topics">What topics lost, and which are complete; no name is the whole hub.</param>
    /// <param name="others">What any topic may have lost that is not among them.</param>
    public void Begin(string epoch, IEnumerable<(long First, string Tag)> tags, IEnumerable<(string? Name, TopicPast Past)> topics, TopicPast others)
    {
        lock (_lock)
        {
            Name(epoch);
            foreach (var (first, tag) in tags) _tags.Add(first, tag);
            _retention.Lost.Include(others);
            _topics.Restore(others);
            foreach (var (name, past) in topics)
            {
                _retention.Lost.Include(past);
                if (name is null) _wholeHub.Past = past;
                else _topics.Restore(name, past);
            }
        }
    }

    /// <summary>What was stored up to a place is all here: what is missing has left.</summary>
    public void SkipTo(long sequence)
    {
        lock (_lock)
            if (_newest < sequence) Volatile.Write(ref _newest, sequence);
    }

    /// <summary>A place of this log as it is told to others.</summary>
    /// <param name="sequence">The last sequence before it.</param>
    /// <param name="snapshotOf">The boundary of the snapshot it lies in; null when it lies in none.</param>
    public SsePosition PositionAt(long sequence, long? snapshotOf = null)
    {
        if (!_tags.IsUsed) return new(Epoch, sequence, tag: null, snapshotOf);
        lock (_lock) return new(Epoch, sequence, _tags.TagOf(sequence), snapshotOf, snapshotOf is { } of ? _tags.TagOf(of) : null);
    }

    /// <summary>Whether a position that a client names is one of this log, as far as it is known.</summary>
    public bool Knows(SsePosition position)
    {
        if (!string.Equals(position.Epoch, Epoch, StringComparison.Ordinal)) return false;
        if (!_tags.IsUsed) return !position.HasTag;
        lock (_lock) return _tags.Match(position.Sequence, position.Tag) && (position.SnapshotOf is not { } of || _tags.Match(of, position.SnapshotTag));
    }

    [MemberNotNull(nameof(Epoch), nameof(_writer), nameof(_reader))]
    private void Name(string epoch)
    {
        Epoch = epoch;
        var idPrefix = Encoding.ASCII.GetBytes($"id: {epoch}-");
        IdPrefixLength = idPrefix.Length;
        _writer = new LogWriter(_topics, _retention, _toWake, _wholeHub, _anyTopic.Readers, idPrefix);
        _reader = new LogReader(_retention, _tags, idPrefix);
    }
}
