using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Sse;

/// <summary>What a client says about where it stopped: nothing, or an id, which may be malformed. One rule for all streams.</summary>
/// <param name="IsGiven">Whether it says anything.</param>
/// <param name="Id">What it says; null when it says several things.</param>
/// <param name="Source">Where it says it.</param>
internal readonly record struct RequestedId(bool IsGiven, string? Id, string Source)
{
    // As long as the longest id of a hub's event.
    private const int MaxBytes = 1024;

    /// <summary>Why it can't be an id that a server has given, or null.</summary>
    public string? Defect
    {
        get
        {
            if (!IsGiven) return null;
            if (Id is null) return "repeated";
            if (Id.Length > MaxBytes || WireText.ByteCount(Id) > MaxBytes) return "too long";
            foreach (var character in Id)
                if (char.IsControl(character)) return "a control character";
            return null;
        }
    }

    /// <summary>
    /// Reads the header, else the query: a page gives the query once, its browser then knows better. A header that is empty
    /// says nothing.
    /// </summary>
    public static RequestedId Of(HttpRequest request)
    {
        var header = request.Headers[ProtocolWords.LastEventIdHeader];
        if (!IsEmpty(header)) return Of(header, "header");
        var query = request.QueryString.HasValue ? request.Query[ProtocolWords.LastEventIdQuery] : default;
        return IsEmpty(query) ? default : Of(query, "query");
    }

    private static bool IsEmpty(StringValues values) => values.Count == 0 || (values.Count == 1 && string.IsNullOrEmpty(values[0]));

    private static RequestedId Of(StringValues values, string source) => new(IsGiven: true, values.Count == 1 ? values[0] : null, source);
}
