using Sse.Tests.Wire;

namespace Sse.Tests;

/// <summary>What every client has to do alike, as the TypeScript client's tests read it.</summary>
internal static class Cases
{
    public static object All() => new
    {
        streams = StreamCorpus.Cases.Select(c => new { rule = c.Rule, bytes = Convert.ToBase64String(c.Stream), frames = c.Expected.Select(FrameOf) }),
        limits = ClientCases.Limits.Select(c => new { stream = c.Stream, limit = c.Limit, accepted = c.Accepted }),
        heartbeats = ClientCases.Heartbeats.Select(c => new { comment = c.Comment, milliseconds = c.Milliseconds }),
        addresses = ClientCases.Addresses.Select(c => new { address = c.Address, topics = TopicsOf(c.Topics), expected = c.Expected }),
        impossibleAddresses = ClientCases.ImpossibleAddresses.Select(c => new { address = c.Address, topics = TopicsOf(c.Topics), said = c.Said }),
        streamTypes = ClientCases.StreamTypes,
        waits = ClientCases.Waits.Select(c => new { first = c.First, retry = c.Retry, random = c.Random, waits = c.Waits }),
    };

    private static string[] TopicsOf(string? topics) => topics?.Split('|') ?? [];

    private static object FrameOf(Found found) => found.Kind switch
    {
        SseFrameKind.Event => new { kind = "event", type = found.Type, data = found.Data, id = found.LastEventId },
        SseFrameKind.Comment => new { kind = "comment", text = found.Data },
        SseFrameKind.Retry => new { kind = "retry", delay = found.RetryMilliseconds },
        _ => (object)new { kind = "position", id = found.LastEventId },
    };
}
