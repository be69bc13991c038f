using System.Diagnostics.Metrics;

namespace Sse;

/// <summary>What a client counts, under the meter <c>Sse.Client</c>. No label holds what a server or a user chose.</summary>
internal sealed class ClientMetrics
{
    public const string MeterName = "Sse.Client";

    private readonly Counter<long> _events;
    private readonly Counter<long> _reconnects;
    private readonly Counter<long> _gaps;

    public ClientMetrics(IMeterFactory? factory)
    {
        var meter = factory?.Create(MeterName) ?? Fallback.Meter;
        _events = meter.CreateCounter<long>("sse.client.events", "{event}", "Events received.");
        _reconnects = meter.CreateCounter<long>("sse.client.reconnects", "{reconnect}", "Waits before a connection was tried again, by reason.");
        _gaps = meter.CreateCounter<long>("sse.client.gaps", "{gap}", "Gaps the server has told.");
    }

    public void Event() => _events.Add(1);

    public void Gap() => _gaps.Add(1);

    public void Reconnect(SseRetryReason reason) => _reconnects.Add(1, new KeyValuePair<string, object?>("reason", Label(reason)));

    private static string Label(SseRetryReason reason) => reason switch
    {
        SseRetryReason.ConnectFailed => "connect_failed",
        SseRetryReason.ConnectTimeout => "connect_timeout",
        SseRetryReason.TemporaryStatus => "temporary_status",
        SseRetryReason.ConnectionLost => "connection_lost",
        SseRetryReason.EndOfStream => "end_of_stream",
        SseRetryReason.Silence => "silence",
        _ => "restart",
    };

    private static class Fallback
    {
        public static readonly Meter Meter = new(MeterName);
    }
}
