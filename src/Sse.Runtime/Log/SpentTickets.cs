namespace Sse;

/// <summary>The tickets that were redeemed, each until it would be over anyway.</summary>
/// <remarks>Not thread-safe: <see cref="TicketBook"/> is.</remarks>
internal sealed class SpentTickets
{
    private const int Most = 100_000;

    // Nobody has it yet: an attempt of this process is on its way into the log.
    private static readonly Guid Nobody = Guid.Empty;

    private readonly Dictionary<Guid, Guid> _owners = [];
    private readonly PriorityQueue<Guid, DateTimeOffset> _ends = new();

    /// <summary>Whether another one could not be remembered.</summary>
    public bool IsFull => _owners.Count >= Most;

    /// <summary>How many it remembers.</summary>
    public int Count => _owners.Count;

    /// <summary>Begins an attempt.</summary>
    /// <returns>False when there has been one.</returns>
    public bool TryBegin(in TicketClaim claim)
    {
        if (!_owners.TryAdd(claim.Ticket, Nobody)) return false;
        _ends.Enqueue(claim.Ticket, claim.Until);
        return true;
    }

    /// <summary>An attempt has come in the order of the log.</summary>
    public void Add(in TicketClaim claim)
    {
        if (!TryBegin(claim) && _owners[claim.Ticket] != Nobody) return;
        _owners[claim.Ticket] = claim.By;
    }

    /// <summary>Whether the ticket is an attempt's.</summary>
    public bool IsOwnedBy(in TicketClaim claim) => _owners.TryGetValue(claim.Ticket, out var owner) && owner == claim.By;

    /// <summary>Forgets those that were over at a moment.</summary>
    public void Forget(DateTimeOffset now)
    {
        while (_ends.TryPeek(out var ticket, out var end) && end < now)
        {
            _ends.Dequeue();
            _owners.Remove(ticket);
        }
    }
}
