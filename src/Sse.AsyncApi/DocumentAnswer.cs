using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Sse;

/// <summary>Answers a request with the document.</summary>
internal static class DocumentAnswer
{
    public static async Task WriteAsync(HttpContext http, SseAsyncApiOptions options)
    {
        var services = http.RequestServices;
        var title = options.Title ?? services.GetService<IHostEnvironment>()?.ApplicationName ?? "Server-Sent Events";
        var document = new AsyncApiDocument(title, options, options.Server ?? AddressOf(http.Request));
        foreach (var endpoint in services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Where(StreamEndpoint.IsOne).Where(options.Include ?? (static _ => true)))
            document.Add(StreamEndpoint.Of(endpoint));
        http.Response.ContentType = "application/json";
        await http.Response.BodyWriter.WriteAsync(JsonText(document), http.RequestAborted).ConfigureAwait(false);
    }

    private static Uri AddressOf(HttpRequest request) =>
        new UriBuilder(request.Scheme, request.Host.HasValue ? request.Host.Host : "localhost", request.Host.Port ?? -1, request.PathBase).Uri;

    private static byte[] JsonText(AsyncApiDocument document)
    {
        using var text = new MemoryStream();
        using (var writer = new Utf8JsonWriter(text, new JsonWriterOptions { Indented = true, NewLine = "\n" })) document.ToJson().WriteTo(writer);
        return text.ToArray();
    }
}
