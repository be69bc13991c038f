namespace Sse.Tool.Recordings;

/// <summary>The value of <c>retry</c>: ASCII digits, or nothing that counts.</summary>
internal static class StreamRetry
{
    public static bool TryRead(ReadOnlySpan<byte> value, out TimeSpan retry)
    {
        retry = default;
        if (value.IsEmpty || value.ContainsAnyExceptInRange((byte)'0', (byte)'9')) return false;
        long milliseconds = 0;
        foreach (var digit in value) milliseconds = Math.Min(milliseconds * 10 + digit - '0', int.MaxValue);
        retry = TimeSpan.FromMilliseconds(milliseconds);
        return true;
    }
}
