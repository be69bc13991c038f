using System.Diagnostics;

namespace Sse;

/// <summary>Hands what is published to whoever orders it: counted, within a span, and with its trace where the hub carries it. Thread-safe.</summary>
/// <param name="log">The log, where it orders by itself.</param>
/// <param name="appends">Who orders instead; null when the log does.</param>
/// <param name="meter">Counts.</param>
/// <param name="tracer">The hub's spans.</param>
internal sealed class Publishing(HubLog log, IAppends? appends, HubMeter meter, HubTracer tracer)
{
    /// <summary>Hands an event over.</summary>
    public void Append(scoped in SseAppend append)
    {
        using var span = tracer.Publish(append.Frame);
        try
        {
            HandOver(append);
        }
        catch (Exception exception)
        {
            HubTracer.Fail(span, exception);
            throw;
        }
        meter.Published(append.Frame);
    }

    /// <summary>Hands an event over; completes when it is in the log.</summary>
    public ValueTask<SsePosition> AppendAsync(scoped in SseAppend append)
    {
        var before = tracer.IsHeard ? ExecutionContext.Capture() : null;
        var span = tracer.Publish(append.Frame);
        ValueTask<SsePosition> published;
        try
        {
            published = HandOverAsync(append);
        }
        catch (Exception exception)
        {
            HubTracer.Fail(span, exception);
            span?.Dispose();
            throw;
        }
        meter.Published(append.Frame);
        if (span is null) return published;
        // It lasts until the event is here, and is the parent of nothing else. Set back by its name it would stay: a stream's request has ended, and what has ended can't be made current.
        if (before is not null) ExecutionContext.Restore(before);
        return EndWithAsync(span, published);
    }

    private void HandOver(scoped in SseAppend append)
    {
        if (tracer.Carried is { } context)
        {
            using var traced = new TracedFrame(context, append.Frame);
            HandOverAsItIs(append with { Frame = traced.Written });
        }
        else HandOverAsItIs(append);
    }

    private ValueTask<SsePosition> HandOverAsync(scoped in SseAppend append)
    {
        if (tracer.Carried is not { } context) return HandOverAsItIsAsync(append);
        // It is copied before this returns.
#pragma warning disable MA0100
        using var traced = new TracedFrame(context, append.Frame);
        return HandOverAsItIsAsync(append with { Frame = traced.Written });
#pragma warning restore MA0100
    }

    private void HandOverAsItIs(scoped in SseAppend append)
    {
        if (appends is null) log.Append(append);
        else appends.Publish(append);
    }

    private ValueTask<SsePosition> HandOverAsItIsAsync(scoped in SseAppend append) =>
        appends is null ? new(log.PositionAt(log.Append(append))) : new(appends.PublishAsync(append));

    private static async ValueTask<SsePosition> EndWithAsync(Activity span, ValueTask<SsePosition> published)
    {
        try
        {
            return await published.ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            HubTracer.Fail(span, exception);
            throw;
        }
        finally
        {
            span.Dispose();
        }
    }
}
