using System.Text;

namespace Sse.Tests.Wire;

/// <summary>Ways to feed the parser.</summary>
internal static class Parse
{
    public static List<Found> Whole(string stream) => Whole(Encoding.UTF8.GetBytes(stream));

    public static List<Found> Whole(ReadOnlySpan<byte> stream)
    {
        var found = new List<Found>();
        using var parser = new SseFrameParser();
        Feed(parser, stream, found);
        return found;
    }

    public static List<Found> CutAt(ReadOnlySpan<byte> stream, int position)
    {
        var found = new List<Found>();
        using var parser = new SseFrameParser();
        Feed(parser, stream[..position], found);
        Feed(parser, stream[position..], found);
        return found;
    }

    public static List<Found> ByteByByte(ReadOnlySpan<byte> stream)
    {
        var found = new List<Found>();
        using var parser = new SseFrameParser();
        for (var i = 0; i < stream.Length; i++) Feed(parser, stream.Slice(i, 1), found);
        return found;
    }

    public static void Feed(SseFrameParser parser, ReadOnlySpan<byte> bytes, List<Found> found)
    {
        parser.Append(bytes);
        while (parser.TryRead(out var frame)) found.Add(Found.From(frame));
    }
}
