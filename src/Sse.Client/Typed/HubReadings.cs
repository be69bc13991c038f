namespace Sse;

/// <summary>Starts a reading of its own for every enumeration.</summary>
internal sealed class HubReadings<THub>(ReadingContext context, SseStart from, CancellationToken disposed) : IAsyncEnumerable<Outcome<SseHubMessage>>
    where THub : SseHub, ISseHub<THub>
{
    public IAsyncEnumerator<Outcome<SseHubMessage>> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        var start = from.IsEarliest ? ProtocolWords.Earliest : from.IsSnapshot ? ProtocolWords.Snapshot : from.Position?.ToString() ?? "";
        var status = new ReadingStatus { LastEventId = start };
        var reading = new Reading<Outcome<SseHubMessage>>(context, status, new HubConverter<THub>(context).Convert);
        return reading.RunAsync(disposed, CancellationToken.None).GetAsyncEnumerator(cancellationToken);
    }
}
