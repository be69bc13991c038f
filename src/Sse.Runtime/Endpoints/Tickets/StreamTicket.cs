using System.Security.Claims;

namespace Sse;

/// <summary>A ticket for one stream.</summary>
internal sealed record StreamTicket
{
    /// <summary>Tells it from all others; random.</summary>
    public required Guid Id { get; init; }

    /// <summary>When it was issued.</summary>
    public required DateTimeOffset IssuedAt { get; init; }

    /// <summary>Until when it can be redeemed.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>When its stream is over, however often its client has come back.</summary>
    public required DateTimeOffset EndsAt { get; init; }

    /// <summary>Stands for the topics of the stream: <see cref="TopicDigest"/>.</summary>
    public required ReadOnlyMemory<byte> Topics { get; init; }

    /// <summary>For whom it was issued.</summary>
    public required ClaimsPrincipal User { get; init; }
}
