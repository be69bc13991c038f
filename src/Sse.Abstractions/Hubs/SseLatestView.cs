using System.Text;

namespace Sse;

/// <summary>
/// What a reader of a hub holds: the newest event of each key, made of the messages it reads. A snapshot replaces it: what
/// isn't named between a gap, or the beginning of a snapshot, and the <see cref="SseLive"/> that ends it is gone, however
/// often the reader reconnects in between.
/// </summary>
/// <typeparam name="THub">The hub's declaration.</typeparam>
/// <remarks>
/// One for each reading, from its first message on. Keys belong to their topic; events without a key are no part of it.
/// Not thread-safe: use it where the messages are read.
/// </remarks>
public sealed class SseLatestView<THub>
    where THub : SseHub, ISseHub<THub>
{
    private readonly Dictionary<(string? Topic, string Key), Held> _held = [];
    private (string Epoch, string Name)? _snapshot;
    private int _round;

    /// <summary>The newest event of each key, in no particular order.</summary>
    public IEnumerable<SseLatestValue> Values => _held.Values.Select(held => held.Value);

    /// <summary>How many keys there are.</summary>
    public int Count => _held.Count;

    /// <summary>
    /// Whether a gap was told, or a snapshot has begun, whose <see cref="SseLive"/> has not come yet: a part of what is held
    /// may be older than what is on its way. Where an endpoint gives no snapshots, it stays so after a gap.
    /// </summary>
    public bool IsCollecting { get; private set; }

    /// <summary>Takes the next message in.</summary>
    /// <param name="message">The message, as it was read.</param>
    /// <returns>Whether it changed what is held.</returns>
    /// <exception cref="ArgumentException">A member of the event's key is null.</exception>
    public bool Apply(SseHubMessage message)
    {
        switch (message.Event)
        {
            case null: return false;
            case SseLive live: return End(live);
            case SseGap:
                Begin();
                return false;
        }
        if (message.IsSnapshot && message.Position.SnapshotName is { } name) Enter((message.Position.Epoch, name));
        return Hold(message, message.Event);
    }

    private void Begin()
    {
        _round++;
        _snapshot = null;
        IsCollecting = true;
    }

    /// <summary>Begins with a snapshot's first event, unless a gap has; another snapshot starts over.</summary>
    private void Enter((string Epoch, string Name) snapshot)
    {
        if (!IsCollecting || (_snapshot is { } current && current != snapshot)) Begin();
        _snapshot = snapshot;
    }

    private bool End(SseLive live)
    {
        // A snapshot of nothing begins with its end.
        if (!IsCollecting) Begin();
        IsCollecting = false;
        var changed = false;
        foreach (var (key, held) in _held)
        {
            if (held.Round == _round) continue;
            changed = true;
            if (live.Complete) _held.Remove(key);
            else _held[key] = held with { Value = held.Value with { IsStale = true } };
        }
        return changed;
    }

    private bool Hold(SseHubMessage message, object value)
    {
        var key = new SseFrameWriter([]);
        try
        {
            if (!THub.TryWriteKey(value, ref key, out var isRemoval)) return false;
            // One character a byte: a key is compared, never shown.
            var place = (message.Topic, Encoding.Latin1.GetString(key.Written));
            if (isRemoval) return _held.Remove(place);
            _held[place] = new Held(new SseLatestValue { Message = message }, _round);
            return true;
        }
        finally
        {
            key.Dispose();
        }
    }

    private readonly record struct Held(SseLatestValue Value, int Round);
}
