namespace Sse;

/// <summary>The names that go with one-time tickets.</summary>
public static class SseTicketDefaults
{
    /// <summary>The authentication scheme that <c>AddSseTicket</c> adds.</summary>
    public const string AuthenticationScheme = "SseTicket";

    /// <summary>The query that brings a ticket.</summary>
    public const string Query = "ticket";
}
