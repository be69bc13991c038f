using System.Diagnostics;
using System.Text;

namespace Sse;

/// <summary>
/// The spans of what one reading receives, under the source <c>Sse.Client</c>: for events that carry the trace they were published in, and as part of
/// it. The reader's own trace is linked.
/// </summary>
/// <remarks>Used by one reading.</remarks>
internal sealed class ClientTracer
{
    private static readonly ActivitySource Source = new(ClientMetrics.MeterName);

    private ActivityContext _carried;

    /// <summary>Takes a comment that carries a trace, for the event that follows it.</summary>
    /// <param name="comment">The comment's text.</param>
    /// <returns>False when it is another comment.</returns>
    public bool TryTake(ReadOnlySpan<byte> comment) => TraceComment.TryRead(comment, out _carried);

    /// <summary>A block has ended without an event: what it carried is nobody's.</summary>
    public void Forget() => _carried = default;

    /// <summary>An event has come.</summary>
    /// <param name="type">Its type.</param>
    /// <param name="size">The bytes of its data.</param>
    /// <param name="context">What it belongs to: the span, where somebody wants it, or the publisher's; the default value when it carries nothing.</param>
    /// <returns>The span of its receipt, to be disposed of when it has been read; null when nobody wants it.</returns>
    public Activity? Receive(ReadOnlySpan<byte> type, int size, out ActivityContext context)
    {
        (context, _carried) = (_carried, default);
        if (context == default || !Source.HasListeners()) return null;
        var links = Activity.Current is { IdFormat: ActivityIdFormat.W3C } current ? new[] { new ActivityLink(current.Context) } : null;
        var span = Source.StartActivity("receive", ActivityKind.Consumer, context, tags: null, links);
        if (span is null) return null;
        context = span.Context;
        if (!span.IsAllDataRequested) return span;
        return span
            .SetTag("messaging.system", "sse")
            .SetTag("messaging.operation.name", "receive")
            .SetTag("messaging.operation.type", "receive")
            .SetTag("messaging.message.body.size", size)
            .SetTag("sse.event.name", Shown.Briefly(Encoding.UTF8.GetString(type)));
    }
}
