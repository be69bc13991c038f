using System.Collections.Concurrent;
using System.Security.Claims;

// A demo: whoever says a name is believed. Alice looks after the place.
internal sealed class Users
{
    public static readonly string[] Names = ["alice", "bob"];

    private readonly ConcurrentDictionary<string, bool> _banned = new(StringComparer.Ordinal);

    public bool IsBanned(string? name) => name is not null && _banned.ContainsKey(name);

    public void Ban(string name) => _banned[name] = true;

    public void Forgive(string name) => _banned.TryRemove(name, out _);

    // The session is this sign-in's alone, so that its end is no other's.
    public static ClaimsPrincipal Of(string name, string scheme) => new(new ClaimsIdentity(
        [
            new(ClaimTypes.NameIdentifier, name),
            new(ClaimTypes.Name, name),
            new(ClaimTypes.Role, name == "alice" ? "admin" : "user"),
            new("session", Guid.NewGuid().ToString()),
        ],
        scheme));
}

internal sealed record SignIn(string Name);

internal sealed record Letter(string To, string Text);
