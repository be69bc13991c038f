namespace Sse;

/// <summary>What became of an attempt to redeem a ticket.</summary>
internal enum TicketOutcome
{
    /// <summary>It was the first.</summary>
    Redeemed,

    /// <summary>There was another before it.</summary>
    Spent,

    /// <summary>Nobody can say at the moment.</summary>
    InDoubt,
}
