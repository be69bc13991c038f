namespace Sse;

/// <summary>Reads current values out of a log, at one moment each.</summary>
internal static class LatestReader
{
    private const int Patience = 4;

    /// <summary>The newest event of each key of some topics.</summary>
    public static SseLatest Read(HubLog log, SseTopicSelection topics, SseEventReader reader)
    {
        var target = new RecordTarget(log.IdPrefixLength);
        var attempt = 1;
        long newest;
        bool complete;
        // In pieces, unless so much happens meanwhile that they don't fit together.
        for (; !log.TryReadLatest(topics, target, inOneHold: attempt == Patience, out newest, out complete); attempt++) target.Clear();
        var records = new RecordMessages(log, reader);
        var messages = new List<SseHubMessage>(target.Records.Count);
        foreach (var record in target.Records) messages.Add(records.Read(record with { SnapshotOf = null }));
        return new SseLatest(log.PositionAt(newest), complete, messages);
    }

    /// <summary>Copies the data of the newest event of one key.</summary>
    public static bool TryRead(HubLog log, SseTopicSelection topics, scoped ReadOnlySpan<byte> key, ref SseFrameWriter data, out SsePosition position)
    {
        var target = new RecordTarget(log.IdPrefixLength);
        var found = log.TryFind(topics, key, target, out var newest);
        position = log.PositionAt(newest);
        if (!found) return false;
        data.WriteRaw(new RecordFrame(target.Records[0].Frame.Span).Data);
        return true;
    }
}
