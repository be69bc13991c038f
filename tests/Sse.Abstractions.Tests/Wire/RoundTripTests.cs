namespace Sse.Tests.Wire;

/// <summary>What our writer writes, our parser reads, whatever the texts hold and however the stream is cut.</summary>
public class RoundTripTests
{
    private static readonly string[] Pieces =
    [
        "", " ", "  ", ":", "\n", "\r", "\r\n", "\n\n", "\0", "data: ", "id: 7", "event", "retry: 1", "\uFEFF", "x", "\u00E9", "\u4E2D", "\uD83D\uDE00", "\u2028", "\t",
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Any_sequence_of_frames_comes_back_equal(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 3_000; round++)
        {
            var (stream, expected) = Frames(random);
            Parse.Whole(stream).ShouldBe(expected, Convert.ToHexString(stream));
            Parse.CutAt(stream, random.Next(stream.Length + 1)).ShouldBe(expected);
            if (round % 100 == 0) Parse.ByteByByte(stream).ShouldBe(expected);
        }
    }

    [Fact]
    public void The_comparison_notices_data_that_is_not_normalised() =>
        Parse.Whole("data: a\ndata: b\n\n").ShouldNotBe([Found.Message("a\r\nb")]);

    private static (byte[] Stream, List<Found> Expected) Frames(Random random)
    {
        var expected = new List<Found>();
        var lastEventId = "";
        var writer = new SseFrameWriter([]);
        try
        {
            for (var frames = random.Next(1, 8); frames > 0; frames--)
            {
                if (random.Next(4) == 0)
                {
                    var comment = Text(random);
                    writer.WriteComment(comment);
                    expected.AddRange(Normalised(comment).Split('\n').Select(line => Found.Comment(line, lastEventId)));
                    continue;
                }
                var id = random.Next(2) == 0 ? OneLine(random).Trim(' ') : null;
                if (id is not null) writer.WriteId(id);
                if (random.Next(3) == 0)
                {
                    var retry = random.Next();
                    writer.WriteRetry(TimeSpan.FromMilliseconds(retry));
                    expected.Add(Found.Retry(retry, lastEventId));
                }
                lastEventId = id ?? lastEventId;
                if (random.Next(5) == 0)
                {
                    writer.EndBlock();
                    if (id is not null) expected.Add(Found.Position(lastEventId));
                    continue;
                }
                var name = random.Next(2) == 0 ? $"e{random.Next(3)}" : "message";
                var data = Text(random);
                writer.WriteEvent(name);
                writer.WriteData(data);
                writer.EndBlock();
                expected.Add(Found.Event(name, Normalised(data), lastEventId));
            }
            return (writer.Written.ToArray(), expected);
        }
        finally
        {
            writer.Dispose();
        }
    }

    private static string Text(Random random) => string.Concat(Enumerable.Range(0, random.Next(6)).Select(_ => Pieces[random.Next(Pieces.Length)]));

    private static string OneLine(Random random) => "i" + string.Concat(Text(random).Where(c => !char.IsControl(c)));

    private static string Normalised(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
}
