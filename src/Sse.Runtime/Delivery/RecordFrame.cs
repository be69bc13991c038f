namespace Sse;

/// <summary>Event and data of a record, where they lie: it was written by this library, so its lines have one form.</summary>
internal readonly ref struct RecordFrame
{
    /// <summary>Reads a record's frame.</summary>
    /// <param name="frame">What stands behind its id line.</param>
    public RecordFrame(ReadOnlySpan<byte> frame)
    {
        Name = "message"u8;
        var rest = frame;
        var lines = 0;
        while (NextLine(ref rest) is { IsEmpty: false } line)
        {
            if (line.StartsWith("event: "u8)) Name = line["event: ".Length..];
            else if (line.StartsWith("data: "u8) && lines++ == 0) Data = line["data: ".Length..];
        }
        if (lines > 1) Data = Join(frame);
    }

    public ReadOnlySpan<byte> Name { get; }

    /// <summary>The data; its lines are joined by line feeds.</summary>
    public ReadOnlySpan<byte> Data { get; }

    private static ReadOnlySpan<byte> Join(ReadOnlySpan<byte> frame)
    {
        var joined = new byte[frame.Length];
        var length = 0;
        while (NextLine(ref frame) is { IsEmpty: false } line)
        {
            if (!line.StartsWith("data: "u8)) continue;
            line["data: ".Length..].CopyTo(joined.AsSpan(length));
            length += line.Length - "data: ".Length;
            joined[length++] = (byte)'\n';
        }
        return joined.AsSpan(0, length - 1);
    }

    // The blank line is the last.
    private static ReadOnlySpan<byte> NextLine(scoped ref ReadOnlySpan<byte> rest)
    {
        var end = rest.IndexOf((byte)'\n');
        var line = rest[..end];
        rest = rest[(end + 1)..];
        return line;
    }
}
