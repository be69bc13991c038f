namespace Sse;

/// <summary>Redeems a hub's tickets, each once, whichever of the processes that share its log is asked.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class HubTickets(IAppends? appends, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>What is known of them.</summary>
    public TicketBook Book { get; } = appends?.Tickets ?? new TicketBook(time, TimeSpan.Zero);

    /// <summary>Redeems a ticket.</summary>
    /// <param name="ticket">Its id.</param>
    /// <param name="until">When it is over.</param>
    /// <param name="cancellationToken">Ends the wait for the engine; the ticket may be spent all the same.</param>
    /// <exception cref="OperationCanceledException">The wait was ended.</exception>
    public async ValueTask<TicketOutcome> RedeemAsync(Guid ticket, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var claim = new TicketClaim(ticket, Guid.NewGuid(), until);
        if (Book.Begin(claim) is { } refused) return refused;
        if (appends is null) Book.Add(claim);
        else if (!await TryClaimAsync(appends, claim, cancellationToken).ConfigureAwait(false)) return TicketOutcome.InDoubt;
        return Book.IsOwnedBy(claim) ? TicketOutcome.Redeemed : TicketOutcome.Spent;
    }

    private async ValueTask<bool> TryClaimAsync(IAppends into, TicketClaim claim, CancellationToken cancellationToken)
    {
        try
        {
            await into.ClaimAsync(claim).WaitAsync(Patience, time, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (Exception exception) when (exception is TimeoutException or SseStoreException or SsePublishQueueFullException or SseHubStoppedException)
        {
            return false;
        }
    }
}
