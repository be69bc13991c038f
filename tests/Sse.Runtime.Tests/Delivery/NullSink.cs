using System.Buffers;
using System.IO.Pipelines;

namespace Sse.Tests.Delivery;

/// <summary>A client that takes everything at once and keeps nothing.</summary>
internal sealed class NullSink : ISink, IBufferWriter<byte>
{
    private byte[] _memory = new byte[1024];
    private long _written;

    /// <summary>How many bytes were written.</summary>
    public long Written => Volatile.Read(ref _written);

    public IBufferWriter<byte> Body => this;

    public CancellationToken Closed => CancellationToken.None;

    public static NullSink Subscribe(HubCore hub, SseTopicSelection topics, DeliveryOptions? options = null, SseStart? from = null)
    {
        options ??= DeliveryOptions.Default;
        var sink = new NullSink();
        var start = Resumption.From(hub.Log, topics, options.Mode, from ?? SseStart.Now);
        var subscription = new StreamSubscription(hub, hub.Log, start.Cursor, options);
        hub.TryAdd(subscription).ShouldBeTrue();
        _ = subscription.RunAsync(sink, start.Gap);
        return sink;
    }

    public ValueTask<bool> TakeTurnAsync() => new(true);

    public void ReleaseTurn()
    {
    }

    public ValueTask<FlushResult> StartFlush() => default;

    public bool EndFlush(FlushResult result) => true;

    public void Advance(int count) => Volatile.Write(ref _written, _written + count);

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        if (sizeHint > _memory.Length) _memory = new byte[sizeHint];
        return _memory;
    }

    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;
}
