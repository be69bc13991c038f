using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Http;

namespace Sse;

/// <summary>The page that shows a document. For any thread.</summary>
/// <param name="document">Where the document is: beside the page, or from the application's root with a slash in front.</param>
internal sealed class AsyncApiPage(string document)
{
    private const string Start = """
        const page = document.getElementById('asyncapi');
        AsyncApiStandalone.render({
          schema: { url: new URL(page.dataset.document, location).href },
          config: { show: { sidebar: true }, sidebar: { useChannelAddressAsIdentifier: true }, expand: { messageExamples: true } },
        }, page);
        """;

    // The component compiles schemas to functions, which is 'unsafe-eval'; 'data:' is the icon that keeps browsers from asking for one.
    private static readonly string Policy =
        $"default-src 'none'; script-src 'self' 'unsafe-eval' 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Start)))}'; "
        + "style-src 'self'; connect-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

    /// <summary>What renders the document.</summary>
    public static PageFile Script { get; } = new("component.js", "text/javascript; charset=utf-8");

    /// <summary>How it looks.</summary>
    public static PageFile Style { get; } = new("component.css", "text/css; charset=utf-8");

    /// <summary>Answers a request with the page.</summary>
    public Task WriteAsync(HttpContext http)
    {
        var html = Encoding.UTF8.GetBytes(HtmlFor(http.Request));
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = "no-cache";
        return TypedResults.Bytes(html, "text/html; charset=utf-8", entityTag: new($"\"{Convert.ToHexStringLower(SHA256.HashData(html))}\"")).ExecuteAsync(http);
    }

    // Addresses are relative, so that the page works behind a proxy that takes a prefix away without saying so.
    private string HtmlFor(HttpRequest request)
    {
        var path = request.Path.ToUriComponent();
        var name = LastOf(path);
        var beside = name.Length > 0 && path.EndsWith('/') ? "../" : path.Length == 0 && request.PathBase.HasValue ? $"./{LastOf(request.PathBase.ToUriComponent())}/" : "";
        var files = name.Length > 0 ? $"{beside}./{name}/" : beside;
        var source = document.StartsWith('/') ? request.PathBase.ToUriComponent() + document : beside + document;
        return $"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>AsyncAPI</title>
            <link rel="icon" href="data:,">
            <link rel="stylesheet" href="{Encode(files)}component.css">
            </head>
            <body>
            <div id="asyncapi" data-document="{Encode(source)}"></div>
            <noscript>This page needs JavaScript; the document is <a href="{Encode(source)}">here</a>.</noscript>
            <script src="{Encode(files)}component.js"></script>
            <script>{Start}</script>
            </body>
            </html>

            """;
    }

    private static string LastOf(string path) => path.TrimEnd('/').Split('/')[^1];

    private static string Encode(string text) => HtmlEncoder.Default.Encode(text);
}
