using System.Buffers.Text;

namespace Sse;

public ref partial struct SseFrameWriter
{
    /// <summary>Writes bytes as a string of base64, padded, or <c>null</c>.</summary>
    /// <param name="value">The bytes.</param>
    public void WriteBase64(byte[]? value)
    {
        if (value is null) WriteNull();
        else WriteBase64(value.AsSpan());
    }

    /// <summary>Writes bytes as a string of base64, padded. No bytes give an empty string.</summary>
    /// <param name="value">The bytes.</param>
    public void WriteBase64(scoped ReadOnlySpan<byte> value)
    {
        var free = Reserve(Base64.GetMaxEncodedToUtf8Length(value.Length) + 2);
        Base64.EncodeToUtf8(value, free[1..], out _, out var length);
        Quote(free, length);
    }
}
