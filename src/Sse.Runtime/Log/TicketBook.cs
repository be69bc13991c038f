using System.Security.Claims;

namespace Sse;

/// <summary>
/// What a process knows of a hub's tickets: which were redeemed, whose may not be used any more, and since when it knows
/// all of that. What was issued before is refused, since nobody can say that it was not redeemed.
/// </summary>
/// <remarks>Thread-safe; nothing is done under its lock but looking up.</remarks>
/// <param name="time">The clock.</param>
/// <param name="skew">How far the clocks of processes that share the log may differ.</param>
internal sealed class TicketBook(TimeProvider time, TimeSpan skew)
{
    private readonly Lock _lock = new();
    private readonly SpentTickets _spent = new();
    private readonly DisconnectedClaims _disconnected = new();
    private DateTimeOffset _knownSince = time.GetUtcNow();

    /// <summary>Whether it knows all that has happened since something was issued.</summary>
    public bool Knows(DateTimeOffset issued)
    {
        lock (_lock) return issued >= _knownSince;
    }

    /// <summary>What happened since then has been read back.</summary>
    public void Open(DateTimeOffset knownSince)
    {
        lock (_lock) _knownSince = knownSince;
    }

    /// <summary>What happened until now may be unknown.</summary>
    public void BeginOver()
    {
        lock (_lock) Doubt(time.GetUtcNow());
    }

    /// <summary>Begins an attempt of this process.</summary>
    /// <returns>Null when it may go on, else why it may not.</returns>
    public TicketOutcome? Begin(in TicketClaim claim)
    {
        lock (_lock)
        {
            _spent.Forget(time.GetUtcNow());
            if (_spent.IsFull) return TicketOutcome.InDoubt;
            return _spent.TryBegin(claim) ? null : TicketOutcome.Spent;
        }
    }

    /// <summary>An attempt, of whichever process, has come in the order of the log.</summary>
    public void Add(in TicketClaim claim)
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            _spent.Forget(now);
            if (claim.Until < now) return;
            if (_spent.IsFull) Doubt(now);
            else _spent.Add(claim);
        }
    }

    /// <summary>Whether the ticket is an attempt's. Ask once it has come in the order of the log.</summary>
    public bool IsOwnedBy(in TicketClaim claim)
    {
        lock (_lock) return _spent.IsOwnedBy(claim);
    }

    /// <summary>Somebody was disconnected.</summary>
    public void Add(ClaimDisconnect order)
    {
        lock (_lock)
            if (_disconnected.Add(order, time.GetUtcNow()) is { } forgotten) Doubt(forgotten);
    }

    /// <summary>Whether a user was disconnected since something was issued.</summary>
    public bool WasDisconnected(ClaimsPrincipal user, DateTimeOffset issued)
    {
        lock (_lock) return _disconnected.Mean(user, issued - skew);
    }

    private void Doubt(DateTimeOffset until)
    {
        if (_knownSince <= until) _knownSince = until + TimeSpan.FromTicks(1);
    }
}
