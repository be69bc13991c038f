namespace Sse.Tests.Oracle;

/// <summary>Compares what readers got, and were told, with what was published.</summary>
internal sealed class OracleJudge
{
    private readonly OracleHistory _history;
    private readonly OracleRetention _retention;
    private readonly List<long> _taken;

    public OracleJudge(OracleHistory history, OracleRetention retention)
    {
        (_history, _retention) = (history, retention);
        _taken = [.. history.Records.Select(r => r.Sequence).Concat(history.CompletedAt.Values).Order()];
    }

    /// <summary>All that is wrong with what a reader got.</summary>
    public List<string> FaultsOf(OracleReaderKind kind, OracleRecordings recordings)
    {
        var faults = new List<string>(recordings.Faults);
        var records = _history.Records.Where(record => record.IsFor(kind.Topics)).ToList();
        CheckReceived(kind, recordings, faults);
        CheckMissing(kind, recordings, records, faults);
        CheckGaps(kind, recordings, records, faults);
        CheckSnapshots(kind, recordings, records, faults);
        return [.. faults.Take(10).Select(fault => $"{kind}: {fault}")];
    }

    private void CheckReceived(OracleReaderKind kind, OracleRecordings recordings, List<string> faults)
    {
        foreach (var (n, id) in recordings.Received)
        {
            var record = _history[n];
            if (record.Sequence != id.Sequence) faults.Add($"{n} has the id {id}, but was published as {record.Sequence}");
            if (!record.IsFor(kind.Topics)) faults.Add($"{n} is for other topics: {string.Join(' ', record.Topics)}");
            if (id.Topic is null != (record.Topics.Count == 0) || (id.Topic is { } topic && !record.Topics.Contains(topic, StringComparer.Ordinal))) faults.Add($"{n} came through {id.Topic}");
        }
    }

    private static void CheckMissing(OracleReaderKind kind, OracleRecordings recordings, List<OracleRecord> records, List<string> faults)
    {
        var newest = NewestOfPlaces(records);
        var promises = recordings.Promised;
        var next = 0;
        foreach (var record in records)
        {
            while (next < promises.Count && promises[next].UpTo < record.Sequence) next++;
            if (next == promises.Count) return;
            if (record.Sequence <= promises[next].After || recordings.Received.ContainsKey(record.N)) continue;
            // Who conflates may have passed over what is superseded.
            if (kind.Conflates && record.Place is { } place && newest[place] > record.N) continue;
            faults.Add($"{record} is missing within {promises[next]}, and nobody said so");
        }
    }

    private void CheckGaps(OracleReaderKind kind, OracleRecordings recordings, List<OracleRecord> records, List<string> faults)
    {
        foreach (var gap in recordings.Gaps)
        {
            if (gap.Reason != "Evicted") faults.Add($"{gap}: nothing else can have happened");
            var told = records.Where(record => record.Sequence > gap.Requested && record.Sequence <= gap.Newest).ToList();
            var missing = told.Where(record => !recordings.Received.ContainsKey(record.N)).ToList();
            if (missing.Count == 0 && !MayBeSaidTooMuch(told)) faults.Add($"{gap}: nothing was lost");
            if (_retention.Kept is not { } kept || missing.Count == 0) continue;
            if (CountBetween(missing[0].Sequence, gap.Newest) < kept) faults.Add($"{gap}: {missing[0]} was not lost yet");
            if (kind.Conflates || kind.IsSnapshotEndpoint || kind.BeginsWithSnapshot) continue;
            // What was there still may have been lost since: then that was told, or the reader has left.
            var lostSince = recordings.Gaps.Where(other => other.Newest >= gap.Newest).Max(other => other.Newest);
            faults.AddRange(missing
                .Where(record => CountBetween(record.Sequence, lostSince) < kept && record.Sequence <= recordings.Last)
                .Take(3)
                .Select(record => $"{gap}: {record} was not lost, and is missing"));
        }
    }

    // A copy of an event that left one of its topics counts as lost there, though another topic has it still; and what was
    // not remembered of topics any more counts as lost in each.
    private bool MayBeSaidTooMuch(List<OracleRecord> told) =>
        _retention.HasFewTopics || (_retention.HasFewOfATopic && told.Exists(record => record.Topics.Count > 1));

    private void CheckSnapshots(OracleReaderKind kind, OracleRecordings recordings, List<OracleRecord> records, List<string> faults)
    {
        var truth = new Dictionary<string, OracleRecord>(StringComparer.Ordinal);
        var next = 0;
        foreach (var snapshot in recordings.Snapshots)
        {
            for (; next < records.Count && records[next].Sequence <= snapshot.At; next++)
            {
                if (records[next].Place is not { } place) continue;
                if (records[next].IsRemoval) truth.Remove(place);
                else truth[place] = records[next];
            }
            if (!snapshot.IsComplete && _retention.KeepsEveryKey) faults.Add($"the snapshot at {snapshot.At} is said not to be complete");
            if (!snapshot.IsComplete) continue;
            foreach (var (place, record) in truth)
                if (!IsComplete(record.Topics, snapshot.At) && snapshot.Values.GetValueOrDefault(place) != record.N) faults.Add($"{place} is {snapshot.Values.GetValueOrDefault(place)} at {snapshot.At}, and should be {record}");
            foreach (var (place, n) in snapshot.Values)
                if (!IsComplete(_history[n].Topics, snapshot.At) && !truth.ContainsKey(place)) faults.Add($"{place} is {n} at {snapshot.At}, and should not be");
        }
    }

    // The keys of a topic that is complete leave with its completion.
    private bool IsComplete(SseTopicSelection topics, long at) => topics.Count > 0 && _history.CompletedAt.TryGetValue(topics[0], out var completed) && completed <= at;

    private long CountBetween(long after, long upTo) => CountUpTo(upTo) - CountUpTo(after);

    private int CountUpTo(long position)
    {
        var index = _taken.BinarySearch(position);
        return index < 0 ? ~index : index + 1;
    }

    private static Dictionary<string, long> NewestOfPlaces(List<OracleRecord> records)
    {
        var newest = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var record in records)
            if (record.Place is { } place) newest[place] = record.N;
        return newest;
    }
}
