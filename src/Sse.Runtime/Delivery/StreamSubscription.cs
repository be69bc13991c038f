using System.Buffers;
using System.Net;
using System.Security.Claims;

namespace Sse;

/// <summary>A subscription whose events leave through a sink: reads from its cursor to the tail, then waits.</summary>
internal sealed class StreamSubscription : Subscription
{
    /// <summary>What one flush carries at most.</summary>
    public const int LargestFlush = 64 * 1024;

    [ThreadStatic]
    private static SliceTarget? t_found;

    private readonly HubCounts _counts;
    private readonly DeliveryOptions _options;
    private readonly DeliveryPace? _pace;
    private readonly TimeProvider _time;
    private readonly long _replaysTo;
    private MeasureTurn _measureTurn;
    private long _toldTo;
    private long _snapshotCount;
    private volatile bool _beat;
    private long _mark;

    public StreamSubscription(
        HubCore hub, HubLog log, Cursor cursor, DeliveryOptions options, ClaimsPrincipal? user = null, bool inline = true, StreamMeter? meter = null)
        : base(log, cursor, user, hub.Time.GetUtcNow(), inline)
    {
        _counts = hub.Counts;
        _options = options;
        _toldTo = cursor.After;
        _replaysTo = log.Newest;
        _time = hub.Time;
        _measureTurn = new MeasureTurn(hub.Time);
        Meter = meter ?? Instruments.Nobodys.Streams.OfNone;
        if (options.Interval > TimeSpan.Zero) _pace = new DeliveryPace(options.Interval, hub.Delays, hub.Time, Signal);
    }

    /// <summary>Counts what is delivered.</summary>
    public StreamMeter Meter { get; }

    /// <summary>Where it is: all it had to get up to here was written.</summary>
    public SsePosition Position => Resumption.PositionOf(Log, Cursor);

    /// <summary>Where its client is; null where that is not known.</summary>
    public IPAddress? Address { get; init; }

    /// <summary>How often it is given something at most; zero without a limit.</summary>
    public TimeSpan Interval => _options.Interval;

    /// <summary>Whether the application's own snapshot is what comes next, or is being sent.</summary>
    public bool IsReadingOwnSnapshot => _options.Source is not null && Cursor.Snapshot is { End: null };

    /// <summary>Its turn to replay, when it needed one: given back as soon as it has caught up.</summary>
    public IDisposable? ReplayTurn { get; set; }

    /// <summary>Whether it is to end at its next step.</summary>
    public bool IsClosed => Closed is not null;

    /// <summary>It got no turn to replay: it goes on at the newest.</summary>
    /// <param name="gap">What its client was to be told.</param>
    /// <returns>What the client is to be told now.</returns>
    public SseGap SkipReplay(SseGap? gap) => Resumption.WithoutReplay(Log, Cursor, _options.Mode, gap);

    public override void Wake()
    {
        if (_pace is not { Waits: true } || Cursor.IsUrgent) base.Wake();
    }

    /// <summary>The client has heard nothing for a while: it is told where it is, or that the stream lives.</summary>
    public void Beat()
    {
        _beat = true;
        Signal.Wake();
    }

    /// <summary>Has a mark follow all that is in the log now.</summary>
    /// <param name="number">More than those before.</param>
    public void Mark(long number)
    {
        Volatile.Write(ref _mark, number);
        Beat();
    }

    /// <summary>
    /// Delivers until the client is gone, the topics are complete or the subscription is closed. One loop for the whole
    /// life, so that nothing is allocated per delivery.
    /// </summary>
    /// <param name="sink">The client's way out.</param>
    /// <param name="gap">What the client must be told first, or null.</param>
    /// <returns>Why it ended; never on the thread of whoever made it end.</returns>
    public async Task<SseDisconnectReason> RunAsync(ISink sink, SseGap? gap)
    {
        // A gap that a reconnect meets is told, whatever the policy: else it would meet it for ever.
        var mayBeBehind = true;
        var large = default(Slice);
        try
        {
            while (true)
            {
                if (Closed is { } reason) return reason;
                if (_pace is not null && Cursor.Snapshot is null && gap is null && !_pace.MayDeliver(Cursor.After, Log.Newest, Cursor.IsUrgent))
                {
                    if (_beat && !await BeatAsync(sink).ConfigureAwait(false)) return Closed ?? SseDisconnectReason.ClientGone;
                    await Signal.WaitAsync().ConfigureAwait(false);
                    continue;
                }
                if (IsReadingOwnSnapshot && gap is null)
                {
                    if (!await OwnSnapshot.WriteAsync(sink, _options.Source!, this).ConfigureAwait(false)) return Closed ?? SseDisconnectReason.ClientGone;
                    continue;
                }
                if (!await sink.TakeTurnAsync().ConfigureAwait(false)) return Closed ?? SseDisconnectReason.ClientGone;
                LogRead read;
                try
                {
                    Cursor.IsUrgent = false;
                    var written = Write(sink.Body, gap, out read, out large);
                    gap = null;
                    if (written && !sink.EndFlush(await sink.StartFlush().ConfigureAwait(false))) return Closed ?? SseDisconnectReason.ClientGone;
                    while (large.Length > 0)
                    {
                        large = WritePart(sink.Body, large);
                        if (!sink.EndFlush(await sink.StartFlush().ConfigureAwait(false))) return Closed ?? SseDisconnectReason.ClientGone;
                    }
                }
                finally
                {
                    sink.ReleaseTurn();
                }

                switch (read.Kind)
                {
                    case LogReadKind.Completed:
                        return SseDisconnectReason.Completed;
                    case LogReadKind.Trimmed when _options.WhenSlow == SseSlowSubscriberPolicy.Disconnect && !mayBeBehind:
                        return SseDisconnectReason.TooSlow;
                    case LogReadKind.Trimmed:
                        // Of one that was cut off not all has come, whoever asked for it.
                        if (_options.Mode.Snapshots || Cursor.Snapshot is not null) Log.BeginSnapshot(Cursor);
                        gap = Resumption.Evicted(Log, Cursor, read);
                        break;
                    case LogReadKind.More:
                        // Others wait for the thread.
                        await Signal.YieldAsync().ConfigureAwait(false);
                        break;
                    case LogReadKind.Cold:
                        Fetch(read.Requested);
                        await Signal.WaitAsync().ConfigureAwait(false);
                        break;
                    case LogReadKind.Tail:
                        mayBeBehind = false;
                        ReplayTurn?.Dispose();
                        ReplayTurn = null;
                        await Signal.WaitAsync().ConfigureAwait(false);
                        break;
                }
            }
        }
        finally
        {
            _pace?.End();
            await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        }
    }

    /// <summary>The application's own snapshot was written: what has been published since it began follows.</summary>
    public void OnOwnSnapshotWritten(long count)
    {
        _snapshotCount += count;
        Log.EndOwnSnapshot(Cursor);
    }

    // Finds and writes in one go: what was found is not kept while the client takes it.
    private bool Write(IBufferWriter<byte> body, SseGap? gap, out LogRead read, out Slice large)
    {
        var found = t_found ?? new SliceTarget();
        t_found = null;
        // Before the read: a mark follows what was in the log when it was asked for.
        var (beat, mark) = TakeBeat();
        try
        {
            if (gap is not null)
            {
                WriteEvent(body, gap.Resumed, gap);
                Meter.Told(gap.Reason);
                _snapshotCount = 0;
                Gaps++;
                _counts.OnGap(gap.Reason);
            }
            var isLive = Cursor.Snapshot is null;
            // The log's keys are no part of the application's own snapshot.
            var isReplay = Cursor.Snapshot is not null || Cursor.After < _replaysTo;
            read = IsReadingOwnSnapshot ? new LogRead(LogReadKind.More) : Log.Read(Cursor, found, LargestFlush);
            found.WriteTo(body);
            large = found.Large;
            Meter.Delivered(found.Events, found.Bytes, isReplay, found.Conflated);
            if (found.Events > 0 && !isReplay && Meter.Measures && _measureTurn.TryTake()) Measure(found);
            if (found.LastSequence > 0) _toldTo = found.LastSequence;
            _snapshotCount += found.Events;
            Delivered += found.Events;
            // What a snapshot leaves out was never to be given.
            if (isLive) Conflated += found.Conflated;
            if (read.Kind == LogReadKind.Live) WriteLive(body);
            var written = gap is not null || found.Bytes > 0 || read.Kind == LogReadKind.Live;
            if (written) _pace?.Delivered();
            if (!beat || (written && mark == 0)) return written;
            if (mark > 0 && (read.Kind != LogReadKind.Tail || large.Length > 0))
            {
                // There is more to be written first. Who reads on, or is woken by what it fetches, comes back by itself.
                _beat = true;
                if (large.Length > 0) Signal.Wake();
                return written;
            }
            WriteBeat(body, mark);
            return true;
        }
        finally
        {
            found.Clear();
            t_found = found;
        }
    }

    private void Measure(SliceTarget found)
    {
        if (found.CameAt is { } cameAt) Meter.Took(_time.GetElapsedTime(cameAt));
        Meter.Lagged(Log.Newest - found.LastSequence);
    }

    private void WriteLive(IBufferWriter<byte> body)
    {
        var position = Position.ToString();
        WriteEvent(body, position, new SseLive { Count = _snapshotCount, Position = position, Complete = _options.Source is not null || Log.HasEveryKey(Cursor) });
        (_toldTo, _snapshotCount) = (Cursor.After, 0);
    }

    private async ValueTask<bool> BeatAsync(ISink sink)
    {
        if (!await sink.TakeTurnAsync().ConfigureAwait(false)) return false;
        try
        {
            WriteBeat(sink.Body, TakeBeat().Mark);
            return sink.EndFlush(await sink.StartFlush().ConfigureAwait(false));
        }
        finally
        {
            sink.ReleaseTurn();
        }
    }

    private (bool Beat, long Mark) TakeBeat()
    {
        if (!_beat) return default;
        _beat = false;
        // Whoever asks for a mark meanwhile sets the beat after it: it is seen here, or comes with the next.
        Interlocked.MemoryBarrier();
        return (true, Volatile.Read(ref _mark));
    }

    // An id alone moves a client on and dispatches nothing; so who reads a quiet topic is never far behind.
    private void WriteBeat(IBufferWriter<byte> body, long mark)
    {
        if (mark > 0)
        {
            StreamMark.Write(body, mark);
            Interlocked.CompareExchange(ref _mark, 0, mark);
        }
        if (_toldTo == Cursor.After)
        {
            if (mark > 0) return;
            // With a blank line: one known client takes the line behind an empty comment for part of it.
            body.Write(":\n\n"u8);
            return;
        }
        _toldTo = Cursor.After;
        var frame = new SseFrameWriter(stackalloc byte[128]);
        try
        {
            Resumption.WriteId(ref frame, Position.ToString());
            frame.EndBlock();
            body.Write(frame.Written);
        }
        finally
        {
            frame.Dispose();
        }
    }

    private static void WriteEvent<T>(IBufferWriter<byte> body, string id, T value)
        where T : ISseEvent<T>
    {
        var frame = new SseFrameWriter(stackalloc byte[512]);
        try
        {
            Resumption.WriteId(ref frame, id);
            T.WriteFrame(ref frame, value);
            body.Write(frame.Written);
        }
        finally
        {
            frame.Dispose();
        }
    }

    private static Slice WritePart(IBufferWriter<byte> body, Slice large)
    {
        var length = Math.Min(large.Length, LargestFlush);
        body.Write(large.Bytes.AsSpan(large.Start, length));
        return length == large.Length ? default : large with { Start = large.Start + length, Length = large.Length - length };
    }
}
