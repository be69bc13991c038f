using System.Text.Json;

namespace Sse;

/// <summary>What a server says about an error in the form of RFC 9457, <c>application/problem+json</c>.</summary>
public sealed class SseProblemDetails
{
    /// <summary>An address that names the kind of problem; null when it isn't told.</summary>
    public string? Type { get; init; }

    /// <summary>The kind of problem in words.</summary>
    public string? Title { get; init; }

    /// <summary>The status as the problem's author meant it.</summary>
    public int? Status { get; init; }

    /// <summary>What happened this time.</summary>
    public string? Detail { get; init; }

    /// <summary>An address that names this occurrence.</summary>
    public string? Instance { get; init; }

    /// <summary>Further members, by name.</summary>
    public IReadOnlyDictionary<string, JsonElement> Extensions { get; init; } = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
}
