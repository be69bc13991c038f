using System.Buffers.Text;

namespace Sse;

public ref partial struct SseFrameWriter
{
    private const int GuidLength = 36;
    private const int LongestVersion = 43; // four numbers of ten digits and three points

    /// <summary>Writes 32 lower-case digits in five groups, in quotes.</summary>
    /// <param name="value">The identifier.</param>
    public void WriteString(Guid value)
    {
        var free = Reserve(GuidLength + 2);
        Utf8Formatter.TryFormat(value, free[1..], out var length);
        Quote(free, length);
    }

    /// <summary>Writes the address as it was given, escaped and in quotes, or <c>null</c>.</summary>
    /// <param name="value">The address.</param>
    public void WriteString(Uri? value) => WriteString(value?.OriginalString);

    /// <summary>Writes the two to four numbers of a version in quotes, or <c>null</c>.</summary>
    /// <param name="value">The version.</param>
    public void WriteString(Version? value)
    {
        if (value is null)
        {
            WriteNull();
            return;
        }
        var free = Reserve(LongestVersion + 2);
        value.TryFormat(free[1..], out var length);
        Quote(free, length);
    }
}
