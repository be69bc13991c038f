using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Sse;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Serves a document of the application's streams, and a page that shows it.</summary>
public static class SseAsyncApiExtensions
{
    /// <summary>
    /// Maps GET requests to an AsyncAPI 3.0 document of the application's streams: a channel for each endpoint, a message for each event,
    /// with the JSON Schema of its data and an example. Endpoints of <c>MapSse</c> and of <c>SseResults.Subscribe</c> are described by their
    /// hub, other streams by <c>ProducesSse</c>.
    /// </summary>
    /// <param name="endpoints">The application or a route group.</param>
    /// <param name="pattern">The route.</param>
    /// <param name="configure">Changes the defaults.</param>
    /// <returns>For further conventions, such as <c>RequireAuthorization</c>: the document tells whoever may read it what there is.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="endpoints"/> or <paramref name="pattern"/> is null.</exception>
    public static IEndpointConventionBuilder MapSseAsyncApi(
        this IEndpointRouteBuilder endpoints, [StringSyntax("Route")] string pattern = "/asyncapi.json", Action<SseAsyncApiOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(pattern);
        var options = new SseAsyncApiOptions();
        configure?.Invoke(options);
        return endpoints.MapMethods(pattern, [HttpMethods.Get], http => DocumentAnswer.WriteAsync(http, options)).WithDisplayName($"AsyncAPI {pattern}");
    }

    /// <summary>
    /// Maps GET requests to a page that shows an AsyncAPI document, with AsyncAPI's own React component. What it loads is in this package and served below its route: the
    /// page asks no other host for anything, and its Content-Security-Policy forbids it to.
    /// </summary>
    /// <param name="endpoints">The application or a route group.</param>
    /// <param name="pattern">The page's route; its script and style are <c>component.js</c> and <c>component.css</c> below it.</param>
    /// <param name="document">Where the document is: beside the page, or, with a slash in front, from the application's <see cref="HttpRequest.PathBase"/>.</param>
    /// <returns>For further conventions, such as <c>RequireAuthorization</c>. The browser asks for the document with the page's cookies.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="endpoints"/>, <paramref name="pattern"/> or <paramref name="document"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="document"/> is empty or has a scheme or a host.</exception>
    public static IEndpointConventionBuilder MapSseAsyncApiPage(
        this IEndpointRouteBuilder endpoints, [StringSyntax("Route")] string pattern = "/asyncapi", string document = "asyncapi.json")
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(pattern);
        ArgumentException.ThrowIfNullOrEmpty(document);
        if (IsElsewhere(document)) throw new ArgumentException($"The page loads from its own host only, so the document can't be at '{document}': give its path.", nameof(document));
        var page = endpoints.MapGroup(pattern);
        page.MapMethods("", [HttpMethods.Get], new AsyncApiPage(document).WriteAsync).WithDisplayName($"AsyncAPI page {pattern}");
        page.MapMethods("component.js", [HttpMethods.Get], AsyncApiPage.Script.WriteAsync).WithDisplayName($"AsyncAPI page's script {pattern}");
        page.MapMethods("component.css", [HttpMethods.Get], AsyncApiPage.Style.WriteAsync).WithDisplayName($"AsyncAPI page's style {pattern}");
        return page.ExcludeFromDescription();
    }

    // What a browser takes for a host or a scheme; it reads a backslash as a slash.
    private static bool IsElsewhere(string document) => document.StartsWith("//", StringComparison.Ordinal) || document.Contains('\\') || document.Split('/')[0].Contains(':');
}
