namespace Sse.Testing;

/// <summary>What a hub's log has.</summary>
internal static class PublishedEvents
{
    private const int ReadSize = 1 << 20;

    /// <summary>Reads all of it, in order.</summary>
    /// <exception cref="InvalidOperationException">Some of it isn't there any more, or not in memory.</exception>
    public static IReadOnlyList<SseHubMessage> Read(HubCore core, SseEventReader reader)
    {
        var log = core.Log;
        var start = Resumption.From(log, SseTopicSelection.All, new ReadMode(), SseStart.After(log.PositionAt(0)));
        if (start.Gap is not null) throw Lost();
        var found = new RecordTarget(log.IdPrefixLength);
        var records = new RecordMessages(log, reader);
        var messages = new List<SseHubMessage>();
        try
        {
            while (true)
            {
                var read = log.Read(start.Cursor, found, ReadSize);
                foreach (var record in found.Records) messages.Add(records.Read(record));
                found.Clear();
                switch (read.Kind)
                {
                    case LogReadKind.Tail or LogReadKind.Completed:
                        return messages;
                    case LogReadKind.Trimmed or LogReadKind.Cold:
                        throw Lost();
                }
            }
        }
        finally
        {
            log.Close(start.Cursor);
        }
    }

    private static InvalidOperationException Lost() => new("Not all that was published is in the hub's memory any more: give its Retention more room in this test, or read a stream instead.");
}
