using System.Security.Claims;

namespace Sse;

/// <summary>
/// One reader of a hub: a cursor that is either reading or parked. Nothing is queued for it; publishing only wakes it.
/// </summary>
internal abstract class Subscription(HubLog log, Cursor cursor, ClaimsPrincipal? user, DateTimeOffset connectedAt, bool inline) : SseSubscriber, ILogReader
{
    private const int Open = -1;
    private static long s_newest;

    private int _closed = Open;
    private volatile bool _fetches;

    public override SseTopicSelection Topics => Cursor.Topics;

    public override ClaimsPrincipal? User { get; } = user;

    public override DateTimeOffset ConnectedAt { get; } = connectedAt;

    /// <summary>What tells it from all others of the process.</summary>
    public long Number { get; } = Interlocked.Increment(ref s_newest);

    /// <summary>How many events it was given. Written by its reader alone.</summary>
    public long Delivered { get; protected set; }

    /// <summary>How many it passed over since something newer superseded them. Written by its reader alone.</summary>
    public long Conflated { get; protected set; }

    /// <summary>How many gaps it was told of. Written by its reader alone.</summary>
    public int Gaps { get; protected set; }

    /// <summary>Where it reads.</summary>
    public Cursor Cursor { get; } = cursor;

    /// <summary>Why it is to end, or null.</summary>
    protected SseDisconnectReason? Closed => Volatile.Read(ref _closed) is var reason and not Open ? (SseDisconnectReason)reason : null;

    protected HubLog Log { get; } = log;

    protected WakeSignal Signal { get; } = new(inline);

    /// <summary>Nobody reads with its cursor any more.</summary>
    public void Leave()
    {
        Log.Close(Cursor);
        if (_fetches) Log.Cold!.Forget(this);
    }

    /// <summary>Counts as a stream in the topics that it names.</summary>
    /// <param name="most">How many each may have.</param>
    /// <returns>False when one has as many.</returns>
    public bool TryCount(int most) => Log.TryCount(Cursor, most);

    /// <summary>Takes its place among the log's readers.</summary>
    /// <returns>Whether more may come.</returns>
    public bool Attach() => Log.Attach(Cursor, this);

    /// <summary>There is more in the log.</summary>
    public virtual void Wake()
    {
        // What is new is of no use to it before what is old.
        if (!_fetches || Cursor.IsUrgent) Signal.Wake();
    }

    /// <inheritdoc/>
    public void Fetched()
    {
        _fetches = false;
        Signal.Wake();
    }

    /// <summary>Lets it end at its next step. The first reason stands.</summary>
    /// <returns>Whether this was the first.</returns>
    public bool Close(SseDisconnectReason reason)
    {
        if (Interlocked.CompareExchange(ref _closed, (int)reason, Open) != Open) return false;
        Signal.Wake();
        return true;
    }

    /// <summary>Asks for frames that are not in memory: its signal wakes it when they are.</summary>
    /// <param name="sequence">The record's sequence.</param>
    protected void Fetch(long sequence)
    {
        _fetches = true;
        Log.Cold!.Fetch(sequence, this);
    }
}
