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
            _tags.Use();
            foreach (var (first, tag) in tags) _tags.Add(first, tag, oldest: 0);
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

    /// <summary>What was stored up to a place is all here: what is missing has left, or had no effect.</summary>
    /// <param name="sequence">The place.</param>
    /// <param name="tag">Its tag, where it is known.</param>
    public void SkipTo(long sequence, string? tag)
    {
        lock (_lock)
        {
            if (_newest >= sequence) return;
            if (tag is not null) _tags.Add(sequence, tag, OldestLocked);
            Volatile.Write(ref _newest, sequence);
        }
    }

    /// <summary>Another log takes this one's place: from here on nobody is told whether its topics are read.</summary>
    /// <returns>The topics that are.</returns>
    public List<string> Retire()
    {
        lock (_lock)
        {
            OnOccupied = null;
            return _topics.Occupied();
        }
    }

    /// <summary>Whether its places have tags, which tell them from those of a copy of it.</summary>
    public bool HasTags => _tags.IsUsed;

    /// <summary>A place of this log as it is told to others.</summary>
    /// <param name="sequence">The last sequence before it.</param>
    /// <param name="snapshotOf">The boundary of the snapshot it lies in; null when it lies in none.</param>
    public SsePosition PositionAt(long sequence, long? snapshotOf = null)
    {
        if (!_tags.IsUsed) return new(Epoch, sequence, tag: null, snapshotOf);
        lock (_lock) return new(Epoch, sequence, _tags.TagOf(sequence), snapshotOf, snapshotOf is { } of ? _tags.TagOf(of) : null);
    }

    /// <summary>Whether a position that a client names is one of this log, as far as it is known.</summary>
    public PlaceOrigin OriginOf(SsePosition position)
    {
        if (!string.Equals(position.Epoch, Epoch, StringComparison.Ordinal)) return PlaceOrigin.Other;
        if (!_tags.IsUsed) return position.HasTag ? PlaceOrigin.Other : PlaceOrigin.Ours;
        lock (_lock)
        {
            // Of a place that isn't here yet the tag can't be known.
            var origin = position.Sequence > _newest ? PlaceOrigin.Ours : _tags.OriginOf(position.Sequence, position.Tag);
            return origin == PlaceOrigin.Ours && position.SnapshotOf is { } of && of <= _newest ? _tags.OriginOf(of, position.SnapshotTag) : origin;
        }
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
