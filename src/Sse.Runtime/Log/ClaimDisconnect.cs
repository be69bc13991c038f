using System.Security.Claims;

namespace Sse;

/// <summary>An order to disconnect whoever has a claim: the one sort that other processes can carry out too.</summary>
/// <param name="Type">The claim's type.</param>
/// <param name="Value">Its value; compared ordinally.</param>
/// <param name="ForGood">Whether their clients are told not to come back.</param>
/// <param name="IsForEveryStream">Whether it means every stream of a process, not only those of the hub.</param>
/// <param name="At">When it was given.</param>
internal sealed record ClaimDisconnect(string Type, string Value, bool ForGood, bool IsForEveryStream, DateTimeOffset At)
{
    // Processes may have different clocks.
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(1);

    /// <summary>Whether it means a user's stream. One that was opened long after it was authorized since.</summary>
    public bool Means(ClaimsPrincipal? user, DateTimeOffset connectedAt) => user is not null && connectedAt - At <= Tolerance && HasClaim(user);

    private bool HasClaim(ClaimsPrincipal user)
    {
        foreach (var identity in user.Identities)
            if (identity.IsAuthenticated && identity.HasClaim(claim => string.Equals(claim.Type, Type, StringComparison.Ordinal) && string.Equals(claim.Value, Value, StringComparison.Ordinal))) return true;
        return false;
    }
}
