using System.Globalization;
using System.Text;

namespace Sse;

/// <summary>The rule by which a cursor is given records, and told what it lost. Used under the log's lock only.</summary>
internal sealed class LogReader(Retention retention, TagRanges tags, byte[] idPrefix, PositionCipher? cipher)
{
    /// <summary>Sets a cursor to where it begins.</summary>
    public void Begin(Cursor cursor, LogStart start, long newest)
    {
        (cursor.Snapshot, cursor.LatestUpTo) = (null, 0);
        switch (start.Kind)
        {
            case LogStartKind.Newest:
                cursor.After = newest;
                break;
            case LogStartKind.After:
                cursor.After = start.Sequence;
                break;
            case LogStartKind.Snapshot:
                BeginSnapshot(cursor, newest, after: 0, newest);
                break;
            case LogStartKind.WithinSnapshot:
                BeginSnapshot(cursor, start.SnapshotOf, start.Sequence, newest);
                break;
            default:
                cursor.After = 0;
                cursor.After = Math.Min(newest, Next(cursor, OrdinaryRule(cursor, upTo: 0)) - 1);
                if (start.Kind == LogStartKind.Earliest) AcceptLosses(cursor);
                break;
        }
    }

    /// <summary>Reads on from a cursor's place.</summary>
    public LogRead Read(Cursor cursor, ReadTarget target, long newest, long oldest)
    {
        if (cursor.Snapshot is { End: null, Boundary: var boundary } begun)
        {
            if (!Read(cursor, new ReadRule(ReadKind.Values, boundary), boundary, target)) return Stopped(target);
            PassBoundary(cursor, begun, LostWhatWasSuperseded(cursor, boundary) ? newest : boundary);
        }
        if (Lost(cursor) > cursor.After)
        {
            // What was found before is given first.
            if (target.Events > 0) return new(LogReadKind.More);
            var requested = cursor.After;
            SkipLost(cursor);
            return new(LogReadKind.Trimmed, requested, oldest);
        }
        return cursor.Snapshot is { } snapshot ? ReadBehindBoundary(cursor, snapshot, target, newest) : ReadLive(cursor, target, newest);
    }

    /// <summary>A snapshot that the application gives is over: everything since it began belongs to it too.</summary>
    public static void EndOwnSnapshot(Cursor cursor, long newest)
    {
        if (cursor.Snapshot is not { } snapshot) return;
        cursor.After = snapshot.Boundary;
        PassBoundary(cursor, snapshot, newest);
    }

    /// <summary>Goes on with a walk back over what a cursor would be given.</summary>
    /// <returns>Whether it has to go on again.</returns>
    public bool WalkBack(Cursor cursor, ReplayWalk walk) => walk.Continue(cursor, retention, OrdinaryRule(cursor, upTo: 0));

    /// <summary>Whether snapshots of a cursor's topics have every key.</summary>
    public bool HasEveryKey(Cursor cursor)
    {
        if (cursor.Topics.IsAll) return retention.Lost.LostKey == 0;
        foreach (ref readonly var place in cursor.Places.AsSpan())
            if (place.Topic.Past.LostKey > 0) return false;
        return true;
    }

    private LogRead ReadBehindBoundary(Cursor cursor, SnapshotPart snapshot, ReadTarget target, long newest)
    {
        while (true)
        {
            var end = snapshot.End!.Value;
            if (!Read(cursor, OrdinaryRule(cursor, end), end, target)) return Stopped(target);
            if (!cursor.Conflates || !LostWhatWasSuperseded(cursor, end)) break;
            // What a conflating reader passed over may be superseded and gone before the end is reached: further on, then.
            snapshot.End = newest;
        }
        (cursor.Snapshot, cursor.LatestUpTo) = (null, 0);
        return new(LogReadKind.Live);
    }

    private LogRead ReadLive(Cursor cursor, ReadTarget target, long newest)
    {
        // In rounds: with the tail for its boundary, a key that changes all the time would never reach who is slow.
        if (cursor.Conflates && (cursor.LatestUpTo <= cursor.After || cursor.LatestUpTo < retention.Oldest)) cursor.LatestUpTo = newest;
        var upTo = cursor.Conflates ? cursor.LatestUpTo : newest;
        if (!Read(cursor, OrdinaryRule(cursor, upTo), upTo, target)) return Stopped(target);
        if (upTo < newest) return new(LogReadKind.More);
        return new(IsComplete(cursor) ? LogReadKind.Completed : LogReadKind.Tail);
    }

    // What was found before is given first.
    private static LogRead Stopped(ReadTarget target) => target is { Missing: > 0 and var missing, Events: 0 } ? new(LogReadKind.Cold, missing) : new(LogReadKind.More);

    private static ReadRule OrdinaryRule(Cursor cursor, long upTo) => new(cursor.Conflates ? ReadKind.Newest : ReadKind.Everything, upTo);

    private bool Read(Cursor cursor, in ReadRule rule, long upTo, ReadTarget target) => cursor.Topics.IsAll
        ? HubReading.Read(cursor, retention, rule, upTo, target)
        : TopicsReading.Read(cursor, rule, upTo, target);

    private long Next(Cursor cursor, in ReadRule rule) => cursor.Topics.IsAll
        ? HubReading.Next(cursor, retention, rule)
        : TopicsReading.Next(cursor, rule);

    private void BeginSnapshot(Cursor cursor, long boundary, long after, long newest)
    {
        var snapshot = new SnapshotPart(boundary, [.. idPrefix, .. Encoding.ASCII.GetBytes(NameOf(boundary)), (byte)'.']);
        (cursor.Snapshot, cursor.After) = (snapshot, after);
        // Who was cut behind the boundary may have missed what only an end further on makes up for.
        if (after >= boundary && after > 0) PassBoundary(cursor, snapshot, newest);
    }

    private string NameOf(long boundary)
    {
        var tag = tags.TagOf(boundary);
        return cipher?.Hide(new PositionBlock(boundary, tag, isSnapshot: true))
            ?? string.Create(CultureInfo.InvariantCulture, $"s{boundary}{(tag is null ? "" : "_" + tag)}");
    }

    private static void PassBoundary(Cursor cursor, SnapshotPart snapshot, long end) => snapshot.End = Math.Max(end, cursor.After);

    // A value up to a boundary that was superseded behind it and has left was not given: what superseded it must be.
    private bool LostWhatWasSuperseded(Cursor cursor, long boundary)
    {
        if (cursor.Topics.IsAll) return retention.Lost.SupersederOfLost > boundary;
        foreach (ref readonly var place in cursor.Places.AsSpan())
            if (place.Topic.Past.SupersederOfLost > boundary) return true;
        return false;
    }

    // The newest that the cursor's topics lost, as it counts losses, and was not told of.
    private long Lost(Cursor cursor)
    {
        var lost = 0L;
        if (cursor.Topics.IsAll) return retention.Lost.Untold(cursor.Places[1].Told, cursor.Conflates);
        foreach (ref readonly var place in cursor.Places.AsSpan())
            lost = Math.Max(lost, place.Topic.Past.Untold(place.Told, cursor.Conflates));
        return lost;
    }

    // Only over what is lost: whatever is retained is given, also where another topic lost something behind it.
    private void SkipLost(Cursor cursor)
    {
        var lost = Lost(cursor);
        AcceptLosses(cursor);
        cursor.After = Math.Max(cursor.After, Math.Min(lost, Next(cursor, OrdinaryRule(cursor, upTo: 0)) - 1));
    }

    private void AcceptLosses(Cursor cursor)
    {
        if (cursor.Topics.IsAll) cursor.Places[1].Told = retention.Lost.Untold(told: 0, cursor.Conflates);
        else
            foreach (ref var place in cursor.Places.AsSpan()) place.Told = place.Topic.Past.Untold(told: 0, cursor.Conflates);
    }

    private static bool IsComplete(Cursor cursor)
    {
        if (cursor.Topics.Count == 0) return false;
        foreach (ref readonly var place in cursor.Places.AsSpan(1))
            if (!place.Topic.IsComplete) return false;
        return true;
    }
}
