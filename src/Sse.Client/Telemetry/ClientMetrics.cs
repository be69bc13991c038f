using System.Diagnostics.Metrics;

namespace Sse;

/// <summary>What a client counts, under the meter <c>Sse.Client</c>. No attribute holds what a server or a user chose.</summary>
internal sealed class ClientMetrics
{
    public const string MeterName = "Sse.Client";

    private readonly UpDownCounter<long> _open;
    private readonly Counter<long> _connects;
    private readonly Counter<long> _reconnects;
    private readonly Counter<long> _events;
    private readonly Counter<long> _bytes;
    private readonly Counter<long> _gaps;
    private readonly Counter<long> _failures;

    public ClientMetrics(IMeterFactory? factory)
    {
        var meter = factory?.Create(MeterName) ?? Fallback.Meter;
        _open = meter.CreateUpDownCounter<long>("sse.client.open_connections", "{connection}", "Connections whose stream is open.");
        _connects = meter.CreateCounter<long>("sse.client.connects", "{connection}", "Connections whose stream was opened.");
        _reconnects = meter.CreateCounter<long>("sse.client.reconnects", "{reconnect}", "Waits before a connection was tried again, by reason.");
        _events = meter.CreateCounter<long>("sse.client.received.events", "{event}", "Events received.");
        _bytes = meter.CreateCounter<long>("sse.client.received.io", "By", "Bytes of streams received.");
        _gaps = meter.CreateCounter<long>("sse.client.gaps", "{gap}", "Gaps the server has told, by reason.");
        _failures = meter.CreateCounter<long>("sse.client.failures", "{failure}", "Readings that have ended with an error.");
    }

    public void Opened()
    {
        _open.Add(1);
        _connects.Add(1);
    }

    public void Closed() => _open.Add(-1);

    public void Event() => _events.Add(1);

    public void Received(int bytes) => _bytes.Add(bytes);

    public void Gap(SseGapReason reason) => _gaps.Add(1, new KeyValuePair<string, object?>("sse.gap.reason", ClientReasons.Of(reason)));

    public void Reconnect(SseRetryReason reason) => _reconnects.Add(1, new KeyValuePair<string, object?>("sse.retry.reason", ClientReasons.Of(reason)));

    /// <summary>A reading has ended with an error. Its type is one of the program's: there are so many.</summary>
    public void Failed(Exception error)
    {
        if (_failures.Enabled) _failures.Add(1, new KeyValuePair<string, object?>("error.type", error.GetType().FullName));
    }

    private static class Fallback
    {
        public static readonly Meter Meter = new(MeterName);
    }
}

/// <summary>A connection whose stream is open, until it is disposed of.</summary>
internal readonly struct OpenConnection : IDisposable
{
    private readonly ClientMetrics _metrics;

    public OpenConnection(ClientMetrics metrics)
    {
        _metrics = metrics;
        metrics.Opened();
    }

    public void Dispose() => _metrics.Closed();
}
