namespace Sse;

/// <summary>An attempt to redeem a ticket. Of several, the first in the order of the log has it.</summary>
/// <param name="Ticket">The ticket's id.</param>
/// <param name="By">The attempt's own.</param>
/// <param name="Until">When the ticket is over: it need not be remembered any longer.</param>
internal readonly record struct TicketClaim(Guid Ticket, Guid By, DateTimeOffset Until);
