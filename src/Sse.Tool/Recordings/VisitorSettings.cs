namespace Sse.Tool.Recordings;

/// <summary>Whom a visitor visits, and what it says.</summary>
internal sealed record VisitorSettings(Uri Address)
{
    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    /// <summary>The method by which the stream is asked for.</summary>
    public HttpMethod Method { get; init; } = HttpMethod.Get;

    /// <summary>The body that goes with it, as JSON; null for none.</summary>
    public string? Body { get; init; }

    /// <summary>How long an answer's head may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    public Uri? Proxy { get; init; }

    /// <summary>Whether any certificate will do.</summary>
    public bool IsInsecure { get; init; }
}
