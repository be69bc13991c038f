using System.Security.Cryptography;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Sse;

/// <summary>Authenticates who brings a ticket for a stream: redeems it, or finds that its client comes back.</summary>
internal sealed class TicketHandler(IOptionsMonitor<SseTicketOptions> options, ILoggerFactory logger, UrlEncoder encoder, TicketProtection tickets, ReturnProtection returns)
    : AuthenticationHandler<SseTicketOptions>(options, logger, encoder)
{
    private const string RetryAfterSeconds = "5";
    private static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(5);
    private bool _isInDoubt;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Context.GetEndpoint()?.Metadata.GetMetadata<TicketStream>() is not { } stream) return AuthenticateResult.NoResult();
        StreamHeaders.HideAddress(Context);
        var (ticket, refusal) = Read(stream);
        if (ticket is not null) refusal = await AdmitAsync(stream, ticket).ConfigureAwait(false);
        if (refusal is not null)
        {
            StreamingHost.Of(Context).Logger.TicketRefused(stream.Hub.Name, refusal);
            return AuthenticateResult.Fail($"The ticket was refused: {refusal}.");
        }
        Context.Features.Set(new RedeemedTicket(Options.CookieLifetime / 2));
        var properties = new AuthenticationProperties { IssuedUtc = ticket!.IssuedAt, ExpiresUtc = ticket.EndsAt };
        return AuthenticateResult.Success(new AuthenticationTicket(ticket.User, properties, Scheme.Name));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.StatusCode = _isInDoubt ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status401Unauthorized;
        if (_isInDoubt) Response.Headers.RetryAfter = RetryAfterSeconds;
        return Task.CompletedTask;
    }

    private (StreamTicket? Ticket, string? Refusal) Read(TicketStream stream)
    {
        var given = Request.Query[SseTicketDefaults.Query];
        if (given.Count != 1 || given[0] is not { Length: > 0 } text) return (null, "there is not exactly one");
        if (text.Length > TicketProtection.MostCharacters) return (null, "it is too long");
        if (!tickets.TryUnprotect(stream.Hub, text, out var ticket)) return (null, "it is none, of another hub, or its key is gone");
        return AreTopicsOf(ticket, stream) ? (ticket, null) : (null, "it is for other topics");
    }

    private bool AreTopicsOf(StreamTicket ticket, TicketStream stream)
    {
        // A user's own topic is found by who has signed in.
        var before = Context.User;
        Context.User = ticket.User;
        try
        {
            var asked = RequestedTopics.Find(Context, stream.Options, stream.Core().Options.Limits.MaxTopicsPerStream);
            return asked is { Problem: null, Refusal: TopicRefusal.None } && CryptographicOperations.FixedTimeEquals(TopicDigest.Of(asked.Topics), ticket.Topics.Span);
        }
        finally
        {
            Context.User = before;
        }
    }

    // Why it is refused, or null.
    private async ValueTask<string?> AdmitAsync(TicketStream stream, StreamTicket ticket)
    {
        var now = TimeProvider.GetUtcNow();
        if (now >= ticket.EndsAt) return "the sign-in behind it is over";
        var cookie = new TicketCookie(returns, Options);
        var book = stream.Core().Tickets.Book;
        var comesBack = cookie.TryRead(Context, stream.Hub, ticket, out var issued, out var expires);
        if (!comesBack) (issued, expires) = (ticket.IssuedAt, ticket.ExpiresAt);
        if (issued > now + ClockSkew) return "it comes from the future";
        if (now > expires) return comesBack ? "its client was away for too long" : "it is over";
        if (!book.Knows(issued)) return "it is older than what is known of who was disconnected and what was redeemed";
        if (book.WasDisconnected(ticket.User, issued)) return "its user was disconnected";
        if (!comesBack && await RedeemAsync(stream, ticket).ConfigureAwait(false) is { } refusal) return refusal;
        cookie.Write(Context, stream.Hub, ticket, now);
        return null;
    }

    private async ValueTask<string?> RedeemAsync(TicketStream stream, StreamTicket ticket)
    {
        var outcome = await stream.Core().Tickets.RedeemAsync(ticket.Id, ticket.ExpiresAt + ClockSkew, Context.RequestAborted).ConfigureAwait(false);
        _isInDoubt = outcome == TicketOutcome.InDoubt;
        return outcome switch
        {
            TicketOutcome.Redeemed => null,
            TicketOutcome.Spent => "it was redeemed before, and the request has no cookie for it",
            _ => "whether it was redeemed before can't be found out at the moment",
        };
    }
}
