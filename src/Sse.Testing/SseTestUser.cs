using System.Security.Claims;

namespace Sse.Testing;

/// <summary>Who a request is signed in as, whatever schemes the application has. A name alone converts to it.</summary>
/// <param name="Id">The user's id, as <see cref="ClaimTypes.NameIdentifier"/> and as name.</param>
public sealed record SseTestUser(string Id)
{
    /// <summary>Roles.</summary>
    public IReadOnlyCollection<string> Roles { get; init; } = [];

    /// <summary>More claims: type and value.</summary>
    public IReadOnlyCollection<(string Type, string Value)> Claims { get; init; } = [];

    /// <summary>When the sign-in is over, by the test's clock; null says nothing of it.</summary>
    public DateTimeOffset? SignInEnds { get; init; }

    /// <summary>A user of that id.</summary>
    public static implicit operator SseTestUser?(string? id) => id is null ? null : new(id);

    internal ClaimsPrincipal ToPrincipal(string scheme)
    {
        var identity = new ClaimsIdentity(scheme);
        identity.AddClaim(new Claim(ClaimTypes.NameIdentifier, Id));
        identity.AddClaim(new Claim(ClaimTypes.Name, Id));
        foreach (var role in Roles) identity.AddClaim(new Claim(ClaimTypes.Role, role));
        foreach (var (type, value) in Claims) identity.AddClaim(new Claim(type, value));
        return new ClaimsPrincipal(identity);
    }
}
