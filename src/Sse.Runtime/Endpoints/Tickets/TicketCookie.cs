using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Sse;

/// <summary>The cookie with which a stream's client may come back: one for each ticket, so that two streams of a browser don't take each other's.</summary>
internal sealed class TicketCookie(ReturnProtection protection, SseTicketOptions options)
{
    // As many as a browser shows to one path. Older ones are dropped: all of them go with each request.
    private const int Most = 20;

    /// <summary>Reads it.</summary>
    /// <returns>False when there is none for this ticket.</returns>
    public bool TryRead(HttpContext http, Type hub, StreamTicket ticket, out DateTimeOffset issued, out DateTimeOffset expires)
    {
        (issued, expires) = (default, default);
        return http.Request.Cookies[NameOf(ticket)] is { } value && protection.TryUnprotect(hub, ticket.Id, value, out issued, out expires);
    }

    /// <summary>Has the browser keep it.</summary>
    public void Write(HttpContext http, Type hub, StreamTicket ticket, DateTimeOffset now)
    {
        var end = now + options.CookieLifetime;
        if (end > ticket.EndsAt) end = ticket.EndsAt;
        var cookie = Build(http, end - now);
        var name = NameOf(ticket);
        http.Response.Cookies.Append(name, protection.Protect(hub, ticket.Id, now, end), cookie);
        // Their names begin with the time of their tickets.
        var others = http.Request.Cookies.Keys.Where(other => other.StartsWith(Prefix, StringComparison.Ordinal) && !string.Equals(other, name, StringComparison.Ordinal)).Order(StringComparer.Ordinal).ToList();
        foreach (var oldest in others.Take(others.Count - Most + 1)) http.Response.Cookies.Delete(oldest, cookie);
    }

    private string Prefix => options.Cookie.Name + "-";

    private string NameOf(StreamTicket ticket) =>
        string.Create(CultureInfo.InvariantCulture, $"{Prefix}{ticket.IssuedAt.ToUnixTimeSeconds():x10}{ticket.Id.ToString("N")[..16]}");

    private CookieOptions Build(HttpContext http, TimeSpan lifetime)
    {
        var cookie = options.Cookie.Build(http);
        cookie.Path = options.Cookie.Path ?? CookiePath.Of(http.Request);
        cookie.MaxAge = lifetime;
        cookie.Expires = null;
        return cookie;
    }
}
