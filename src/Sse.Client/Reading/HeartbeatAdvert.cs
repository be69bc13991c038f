using System.Buffers.Text;

namespace Sse;

/// <summary>The heartbeat interval that a server tells in its first comment: <c>: heartbeat=15000</c>, in milliseconds.</summary>
internal static class HeartbeatAdvert
{
    public static TimeSpan? Read(ReadOnlySpan<byte> comment)
    {
        var prefix = ProtocolWords.HeartbeatAdvert;
        if (!comment.StartsWith(prefix)) return null;
        return Utf8Parser.TryParse(comment[prefix.Length..], out int milliseconds, out var used)
            && used == comment.Length - prefix.Length && milliseconds > 0
            ? TimeSpan.FromMilliseconds(milliseconds)
            : null;
    }
}
