using System.Globalization;
using System.Text;

namespace Sse.Tests.Oracle;

/// <summary>An event id taken apart without the library's help.</summary>
/// <param name="Sequence">Its sequence.</param>
/// <param name="SnapshotOf">The boundary of its snapshot, or null.</param>
/// <param name="Topic">Its topic, or null.</param>
/// <param name="IsEnd">Whether it ends a stream for good.</param>
internal readonly record struct OracleId(long Sequence, long? SnapshotOf, string? Topic, bool IsEnd)
{
    public static OracleId Parse(ReadOnlySpan<byte> id) => Parse(Encoding.ASCII.GetString(id));

    public static OracleId Parse(string text)
    {
        var isEnd = text.EndsWith("~end", StringComparison.Ordinal);
        if (isEnd) text = text[..^4];
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        var topic = slash < 0 ? null : Uri.UnescapeDataString(text[(slash + 1)..]);
        var place = (slash < 0 ? text : text[..slash])[(text.IndexOf('-', StringComparison.Ordinal) + 1)..];
        var dot = place.IndexOf('.', StringComparison.Ordinal);
        return new(Number(place[(dot + 1)..]), dot < 0 ? null : Number(place[1..dot]), topic, isEnd);
    }

    private static long Number(string digits) => long.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
}
