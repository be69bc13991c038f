using System.Buffers;
using System.Text;

namespace Sse;

/// <summary>Takes apart what the log holds, for readers within the process: whole frames of one known shape.</summary>
internal ref struct FrameReader(ReadOnlySpan<byte> frames)
{
    private ReadOnlySpan<byte> _rest = frames;

    /// <summary>The frame's id.</summary>
    public string Id { get; private set; } = "";

    /// <summary>The frame's event name.</summary>
    public string Name { get; private set; } = "";

    /// <summary>The frame's data, its lines joined by line feeds.</summary>
    public ReadOnlySpan<byte> Data { get; private set; }

    /// <summary>Goes to the next frame; false at the end.</summary>
    public bool MoveNext()
    {
        if (_rest.IsEmpty) return false;
        Name = "message";
        Data = default;
        ArrayBufferWriter<byte>? joined = null;
        while (NextLine() is { IsEmpty: false } line)
        {
            var value = line[(line.IndexOf(": "u8) + 2)..];
            switch (line[0])
            {
                case (byte)'i':
                    Id = Encoding.UTF8.GetString(value);
                    break;
                case (byte)'e':
                    Name = Encoding.UTF8.GetString(value);
                    break;
                case (byte)'d' when Data.IsEmpty && joined is null:
                    Data = value;
                    break;
                case (byte)'d':
                    if (joined is null) (joined = new ArrayBufferWriter<byte>()).Write(Data);
                    joined.Write("\n"u8);
                    joined.Write(value);
                    Data = joined.WrittenSpan;
                    break;
            }
        }
        return true;
    }

    private ReadOnlySpan<byte> NextLine()
    {
        var end = _rest.IndexOf((byte)'\n');
        var line = _rest[..end];
        _rest = _rest[(end + 1)..];
        return line;
    }
}
