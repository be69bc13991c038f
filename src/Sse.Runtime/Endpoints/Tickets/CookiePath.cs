using System.Buffers;
using Microsoft.AspNetCore.Http;

namespace Sse;

/// <summary>The path of a cookie that is for one address.</summary>
internal static class CookiePath
{
    // Those that are written in one way only. Browsers compare a cookie's path with the address as it is written.
    private static readonly SearchValues<char> Plain = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/");

    /// <summary>The request's own path; or as much of it as is certain to be written so by its client, up to a slash.</summary>
    public static string Of(HttpRequest request)
    {
        var path = request.PathBase.ToUriComponent() + request.Path.ToUriComponent();
        var strange = path.AsSpan().IndexOfAnyExcept(Plain);
        if (strange < 0) return path.Length == 0 ? "/" : path;
        return path[..(path.LastIndexOf('/', strange) + 1)];
    }
}
