using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;

namespace Sse;

/// <summary>A file that the page loads: it lies in the assembly as gzip, and is unpacked for who doesn't take that. For any thread.</summary>
/// <param name="name">Its name, without the ending <c>.gz</c>.</param>
/// <param name="contentType">What it is.</param>
internal sealed class PageFile(string name, string contentType)
{
    private readonly Lazy<string> _hash = new(() =>
    {
        using var packed = Open(name);
        return Convert.ToHexStringLower(SHA256.HashData(packed));
    });

    /// <summary>Answers a request with it.</summary>
    public Task WriteAsync(HttpContext http)
    {
        var isPacked = TakesGzip(http.Request);
        var headers = http.Response.Headers;
        headers.Append("Vary", "Accept-Encoding");
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = "no-cache";
        if (isPacked) headers.ContentEncoding = "gzip";
        var content = isPacked ? Open(name) : new GZipStream(Open(name), CompressionMode.Decompress);
        return TypedResults.Stream(content, contentType, entityTag: new($"\"{_hash.Value}{(isPacked ? "-gzip" : "")}\"")).ExecuteAsync(http);
    }

    // RFC 9110 section 12.5.3: what is named counts before the asterisk, and zero refuses.
    private static bool TakesGzip(HttpRequest request)
    {
        var taken = request.GetTypedHeaders().AcceptEncoding;
        var gzip = taken.FirstOrDefault(static one => one.Value.Equals("gzip", StringComparison.OrdinalIgnoreCase)) ?? taken.FirstOrDefault(static one => one.Value == "*");
        return gzip is { Quality: not 0 };
    }

    private static Stream Open(string name) => typeof(PageFile).Assembly.GetManifestResourceStream($"{name}.gz")!;
}
