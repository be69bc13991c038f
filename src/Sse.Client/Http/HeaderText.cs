using System.Net.Http.Headers;
using System.Text;

namespace Sse;

/// <summary>
/// What may stand in a request's head. HttpClient sends header values that it was told not to validate as they are, line
/// breaks included, and drops names that it doesn't take.
/// </summary>
internal static class HeaderText
{
    /// <summary>Why a header can't be sent as it is, or null when it can. A value is never part of the answer.</summary>
    public static string? Check(string name, string? value, bool hasContent)
    {
        if (IsFraming(name)) return $"'{name}' follows from the content and is the handler's to send.";
        using var probe = new HttpRequestMessage();
        if (!probe.Headers.TryAddWithoutValidation(name, ""))
        {
            using var content = new ByteArrayContent([]);
            if (!content.Headers.TryAddWithoutValidation(name, "")) return $"'{Shown.Briefly(name)}' is no header name.";
            if (!hasContent) return $"'{name}' belongs to a content, and there is none.";
        }
        if (value is null) return $"the value of '{name}' is null.";
        if (value.Any(character => character is < ' ' and not '\t' or '\u007F')) return $"the value of '{name}' has a line break or another control character.";
        return HasHalfPair(value) ? $"the value of '{name}' has half of a surrogate pair." : null;
    }

    /// <summary>Whether a text has half of a surrogate pair, which no encoding expresses.</summary>
    public static bool HasHalfPair(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i])) continue;
            if (!char.IsSurrogatePair(text, i)) return true;
            i++;
        }
        return false;
    }

    /// <summary>Throws when a request that is about to be sent could be taken for more than one.</summary>
    /// <exception cref="SseClientException">A header or the address holds what ends a line.</exception>
    public static void ThrowIfUnsendable(HttpRequestMessage request)
    {
        ThrowIfUnsendable(request.Headers);
        if (request.Content is { } content) ThrowIfUnsendable(content.Headers);
        // Uri escapes what it is given, unless it was told not to.
        if (request.RequestUri is { IsAbsoluteUri: true } address && address.PathAndQuery.AsSpan().ContainsAnyExceptInRange('!', '~'))
        {
            throw new SseClientException($"The address '{ShownAddress.Of(new Uri(address.GetLeftPart(UriPartial.Authority)))}' goes on with a character that a request line can't hold.");
        }
    }

    /// <summary>Whether a header holds what a handler sends only when it is told how to encode it.</summary>
    public static bool IsBeyondAscii(HttpHeaders headers) => headers.NonValidated.Any(header => header.Value.Any(value => !Ascii.IsValid(value)));

    private static void ThrowIfUnsendable(HttpHeaders headers)
    {
        foreach (var (name, values) in headers.NonValidated)
        {
            foreach (var value in values)
            {
                if (value.AsSpan().ContainsAny('\r', '\n', '\0')) throw new SseClientException($"The value of the header '{name}' has a line break or NUL and is not sent.");
            }
        }
    }

    private static bool IsFraming(string name) =>
        name.Equals("Content-Length", StringComparison.OrdinalIgnoreCase) || name.Equals("Transfer-Encoding", StringComparison.OrdinalIgnoreCase);
}
