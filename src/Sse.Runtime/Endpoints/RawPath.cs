using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Sse;

/// <summary>
/// A request's path as its client sent it. Servers decode a path but for the slash, so that theirs doesn't tell
/// <c>a%2Fb</c> from <c>a%252Fb</c>.
/// </summary>
internal sealed class RawPath
{
    // Stand for an encoded slash, as it was written. As characters of a path they are refused.
    private const char UpperSlash = '\u0001';
    private const char LowerSlash = '\u0002';

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private readonly string[] _segments;

    private RawPath(string[] segments, bool hasDots) => (_segments, HasDots) = (segments, hasDots);

    /// <summary>Whether it had segments for "here" or "one up", which are resolved.</summary>
    public bool HasDots { get; }

    /// <summary>Reads it.</summary>
    /// <param name="http">The request.</param>
    /// <param name="path">The path; null when the server doesn't tell it.</param>
    /// <returns>False when it is not percent-encoded UTF-8.</returns>
    public static bool TryRead(HttpContext http, out RawPath? path)
    {
        path = null;
        var target = (http.Features.Get<IHttpRequestFeature>()?.RawTarget ?? "").AsSpan();
        // A proxy's client sends the whole address.
        if (target.IndexOf("://") is >= 0 and var scheme && target[0] != '/')
        {
            target = target[(scheme + 3)..];
            target = target.IndexOf('/') is >= 0 and var start ? target[start..] : default;
        }
        if (target.IndexOf('?') is >= 0 and var query) target = target[..query];
        if (target.IsEmpty || target[0] != '/') return true;

        var segments = new List<string>();
        var (hasDots, endsInDots) = (false, false);
        foreach (var range in target[1..].Split('/'))
        {
            if (Decode(target[1..][range]) is not { } segment) return false;
            endsInDots = segment is "." or "..";
            hasDots |= endsInDots;
            if (!endsInDots) segments.Add(segment);
            else if (segment == ".." && segments.Count > 0) segments.RemoveAt(segments.Count - 1);
        }
        if (endsInDots) segments.Add("");
        path = new RawPath([.. segments], hasDots);
        return true;
    }

    /// <summary>Whether the server's path comes from this one: no middleware has written it anew.</summary>
    public bool IsPathOf(HttpRequest request) =>
        string.Equals($"/{string.Join('/', _segments.Select(AsServed))}", request.PathBase.Value + request.Path.Value, StringComparison.Ordinal);

    /// <summary>The text behind a value that routing found in a segment, or from it to the end.</summary>
    /// <param name="value">The value.</param>
    /// <param name="index">The segment's place in the path.</param>
    /// <param name="toEnd">Whether the value goes on to the path's end.</param>
    /// <returns>The text with all of it decoded; null when it isn't there, or at several places.</returns>
    public string? Find(string value, int index, bool toEnd)
    {
        if (index >= _segments.Length) return null;
        var sent = toEnd ? string.Join('/', _segments[index..]) : _segments[index];
        var served = AsServed(sent);
        var at = served.IndexOf(value, StringComparison.Ordinal);
        if (at < 0 || served.IndexOf(value, at + 1, StringComparison.Ordinal) >= 0) return null;
        var found = new StringBuilder();
        var place = 0;
        foreach (var character in sent)
        {
            if (place >= at && place < at + value.Length) found.Append(IsSlash(character) ? '/' : character);
            place += IsSlash(character) ? "%2F".Length : 1;
        }
        return found.ToString();
    }

    private static string AsServed(string sent) => sent.Replace($"{UpperSlash}", "%2F", StringComparison.Ordinal).Replace($"{LowerSlash}", "%2f", StringComparison.Ordinal);

    private static bool IsSlash(char character) => character is UpperSlash or LowerSlash;

    private static string? Decode(ReadOnlySpan<char> segment)
    {
        var utf8 = new byte[segment.Length];
        var length = 0;
        for (var i = 0; i < segment.Length; i++)
        {
            var code = (int)segment[i];
            if (code == '%')
            {
                if (i + 2 >= segment.Length || !byte.TryParse(segment.Slice(i + 1, 2), System.Globalization.NumberStyles.AllowHexSpecifier, provider: null, out var encoded)) return null;
                i += 2;
                if (IsSlash((char)encoded)) return null;
                code = encoded != '/' ? encoded : segment[i] == 'F' ? UpperSlash : LowerSlash;
            }
            else if (code > 0x7e)
            {
                return null;
            }
            utf8[length++] = (byte)code;
        }
        try { return Strict.GetString(utf8.AsSpan(0, length)); }
        catch (DecoderFallbackException) { return null; }
    }
}
