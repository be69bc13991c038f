using System.Buffers;
using System.Diagnostics;
using System.Text;

namespace Sse;

/// <summary>The spans of one hub, under the source <c>Sse</c>. Thread-safe. Costs nothing while nobody listens.</summary>
/// <param name="hub">The name of the hub's class; null for one that is not to be seen.</param>
/// <param name="carries">Whether events carry the trace that they were published in.</param>
internal sealed class HubTracer(string? hub, bool carries)
{
    private static readonly ActivitySource Source = new(Instruments.MeterName);

    private readonly string _publish = $"publish {hub}";
    private readonly string _receive = $"receive {hub}";

    /// <summary>Whether somebody listens.</summary>
    public bool IsHeard => hub is not null && Source.HasListeners();

    /// <summary>What an event is published in, as it is to be carried; null when it carries nothing.</summary>
    public ActivityContext? Carried => carries && Activity.Current is { IdFormat: ActivityIdFormat.W3C } current ? current.Context : null;

    /// <summary>Begins the span of a publish; null when nobody wants it.</summary>
    /// <param name="frame">Event and data of the block.</param>
    public Activity? Publish(ReadOnlySpan<byte> frame)
    {
        if (!IsHeard) return null;
        var span = Source.StartActivity(_publish, ActivityKind.Producer);
        if (span is not { IsAllDataRequested: true }) return span;
        Describe(span, "publish", "send", frame);
        return span;
    }

    /// <summary>This process has read an event back from the store that carries the trace it was published in.</summary>
    /// <param name="frame">Event and data of the block.</param>
    public void Received(ReadOnlySpan<byte> frame)
    {
        if (!IsHeard || !TraceComment.TryReadLine(frame, out var publisher)) return;
        using var span = Source.StartActivity(_receive, ActivityKind.Consumer, publisher);
        if (span is { IsAllDataRequested: true }) Describe(span, "receive", "receive", frame[TraceComment.Length..]);
    }

    /// <summary>The publish has failed.</summary>
    public static void Fail(Activity? span, Exception exception) =>
        span?.SetStatus(ActivityStatusCode.Error, exception.Message).SetTag("error.type", exception.GetType().FullName);

    private void Describe(Activity span, string operation, string type, ReadOnlySpan<byte> frame) => span
        .SetTag("messaging.system", "sse")
        .SetTag("messaging.operation.name", operation)
        .SetTag("messaging.operation.type", type)
        .SetTag("messaging.destination.name", hub)
        .SetTag("messaging.message.body.size", frame.Length)
        .SetTag(Tags.Event, Encoding.UTF8.GetString(EventTags.NameOf(frame)));
}

/// <summary>An event's frame behind the line that carries its trace. Dispose of it when it has been copied.</summary>
internal readonly ref struct TracedFrame
{
    private readonly byte[] _rented;

    public TracedFrame(in ActivityContext context, ReadOnlySpan<byte> frame)
    {
        var length = TraceComment.Length + frame.Length;
        _rented = ArrayPool<byte>.Shared.Rent(length);
        TraceComment.Write(_rented.AsSpan(0, TraceComment.Length), context);
        frame.CopyTo(_rented.AsSpan(TraceComment.Length));
        Written = _rented.AsSpan(0, length);
    }

    public ReadOnlySpan<byte> Written { get; }

    public void Dispose() => ArrayPool<byte>.Shared.Return(_rented);
}
