using Microsoft.AspNetCore.Routing;

namespace Sse;

/// <summary>What an AsyncAPI document says of the application itself.</summary>
public sealed class SseAsyncApiOptions
{
    /// <summary>The application's name; null, the default, takes that of the host's environment.</summary>
    public string? Title { get; set; }

    /// <summary>The version of the API, not of the document's format; 1.0.0 by default.</summary>
    public string Version { get; set; } = "1.0.0";

    /// <summary>What the application is for, as text or Markdown.</summary>
    public string? Description { get; set; }

    /// <summary>Where clients reach the application; null, the default, takes the address that the document was asked for at.</summary>
    public Uri? Server { get; set; }

    /// <summary>
    /// Says which endpoints are in the document; null, the default, takes all that stream and aren't excluded from descriptions. Called
    /// for each request of the document, from any thread.
    /// </summary>
    public Func<RouteEndpoint, bool>? Include { get; set; }
}
