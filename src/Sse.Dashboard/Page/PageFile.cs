using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Sse;

/// <summary>A file of the page, as it lies in the assembly. For any thread.</summary>
/// <param name="name">Its name.</param>
/// <param name="contentType">What it is.</param>
internal sealed class PageFile(string name, string contentType)
{
    private readonly Lazy<byte[]> _content = new(() => Read(name));

    /// <summary>What it holds.</summary>
    public string Text => Encoding.UTF8.GetString(_content.Value);

    /// <summary>Answers a request with it.</summary>
    public Task WriteAsync(HttpContext http) => WriteAsync(http, _content.Value, contentType);

    /// <summary>Answers a request with some text, unless the browser has it already.</summary>
    public static Task WriteAsync(HttpContext http, byte[] content, string contentType)
    {
        var headers = http.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = "no-cache";
        headers["Referrer-Policy"] = "no-referrer";
        return TypedResults.Bytes(content, contentType, entityTag: new($"\"{Convert.ToHexStringLower(SHA256.HashData(content))}\"")).ExecuteAsync(http);
    }

    private static byte[] Read(string name)
    {
        using var stream = typeof(PageFile).Assembly.GetManifestResourceStream(name)!;
        using var content = new MemoryStream();
        stream.CopyTo(content);
        return content.ToArray();
    }
}
