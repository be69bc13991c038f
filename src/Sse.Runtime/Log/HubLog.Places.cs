using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Sse;

// What its places are called.
internal sealed partial class HubLog
{
    // No log's: the empty text is no tag.
    private const string UnknownTag = "";

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
        if (!_tags.IsUsed) return Position(sequence, tag: null, snapshotOf, snapshotTag: null);
        lock (_lock) return Position(sequence, _tags.TagOf(sequence), snapshotOf, snapshotOf is { } of ? _tags.TagOf(of) : null);
    }

    /// <summary>Reads what a client gives as its last event id. It is none of this log's when it doesn't hide what this log hides.</summary>
    public SseEventIdForm Read(ReadOnlySpan<char> id, out SsePosition position)
    {
        var form = SseEventId.TryRead(id, Epoch, out position, out _);
        if (form != SseEventIdForm.Position) return form;
        return position.Unread is null == _cipher is null && TryReveal(ref position) ? form : SseEventIdForm.Foreign;
    }

    /// <summary>Finds the numbers of a position that was read from a text which hides them.</summary>
    /// <returns>False when this log has not hidden it: then it stays as it is.</returns>
    public bool TryReveal(ref SsePosition position)
    {
        if (position.Unread is not { } hidden) return true;
        if (_cipher is null || !string.Equals(position.Epoch, Epoch, StringComparison.Ordinal)) return false;
        var last = hidden.AsSpan();
        var boundary = default(PositionBlock);
        var isInSnapshot = position.IsInSnapshot;
        if (isInSnapshot)
        {
            if (!_cipher.TryRead(last[..SseEventId.HiddenLength], out boundary) || !boundary.IsSnapshot) return false;
            last = last[(SseEventId.HiddenLength + 1)..];
        }
        if (!_cipher.TryRead(last, out var place) || place.IsSnapshot) return false;
        lock (_lock) position = Position(place.Sequence, TagOf(place), isInSnapshot ? boundary.Sequence : null, isInSnapshot ? TagOf(boundary) : null);
        return true;
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

    private SsePosition Position(long sequence, string? tag, long? snapshotOf, string? snapshotTag)
    {
        if (_cipher is null) return new(Epoch, sequence, tag, snapshotOf, snapshotTag);
        return new(Epoch, sequence, tag is null && snapshotOf is null ? _cipher.Details : _cipher.Details with { Tag = tag, SnapshotOf = snapshotOf, SnapshotTag = snapshotTag });
    }

    // A block has no more of its tag than tells it from others. One that isn't that of its place, or isn't known here yet, is none.
    private string? TagOf(in PositionBlock block)
    {
        if (!block.IsTagged) return null;
        return _tags.TagOf(block.Sequence) is { } known && block.Has(known) ? known : UnknownTag;
    }

    [MemberNotNull(nameof(Epoch), nameof(_writer), nameof(_reader))]
    private void Name(string epoch)
    {
        Epoch = epoch;
        _cipher = _keys?.CipherOf(epoch);
        var idPrefix = Encoding.ASCII.GetBytes(_cipher is null ? $"id: {epoch}-" : $"id: {epoch}-{PositionDetails.HiddenMark}");
        IdPrefixLength = idPrefix.Length;
        _writer = new LogWriter(_topics, _retention, _toWake, _wholeHub, _anyTopic.Readers, new IdText(idPrefix, _cipher));
        _reader = new LogReader(_retention, _tags, idPrefix, _cipher);
    }
}
