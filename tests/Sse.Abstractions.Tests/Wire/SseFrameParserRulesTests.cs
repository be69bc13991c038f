namespace Sse.Tests.Wire;

public class SseFrameParserRulesTests
{
    public static TheoryData<string> Rules => [.. StreamCorpus.Cases.Select(c => c.Rule)];

    [Theory]
    [MemberData(nameof(Rules))]
    public void Reads_a_stream_as_the_standard_says_however_it_is_cut(string rule)
    {
        var (stream, expected) = StreamCorpus.Case(rule);

        Parse.Whole(stream).ShouldBe(expected);
        Parse.ByteByByte(stream).ShouldBe(expected);
        for (var position = 0; position <= stream.Length; position++)
        {
            Parse.CutAt(stream, position).ShouldBe(expected, $"cut at {position}");
        }
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void The_line_by_line_oracle_agrees_with_what_was_written_by_hand(string rule)
    {
        var (stream, expected) = StreamCorpus.Case(rule);

        LineByLineParser.Parse(stream).ShouldBe(expected);
    }

    [Fact]
    public void Reads_all_streams_after_one_another_when_cut_at_every_position()
    {
        // Each begins where a block has ended: only what a stream's first or last bytes mean is left out.
        var joined = StreamCorpus.Cases
            .Where(c => c.Stream.AsSpan().EndsWith("\n\n"u8) && !c.Stream.AsSpan().StartsWith("\uFEFF"u8))
            .SelectMany(c => c.Stream)
            .ToArray();
        var expected = LineByLineParser.Parse(joined);

        expected.Count.ShouldBeGreaterThan(50);
        Parse.ByteByByte(joined).ShouldBe(expected);
        for (var position = 0; position <= joined.Length; position++) Parse.CutAt(joined, position).ShouldBe(expected, $"cut at {position}");
    }

    [Theory]
    [InlineData("data: x\r\r")]
    [InlineData("data: x\n\r")]
    [InlineData("data: x\r\n\r")]
    [InlineData("data: x\n\n")]
    public void Dispatches_as_soon_as_the_blank_line_is_known(string block)
    {
        Parse.Whole(block).ShouldBe([Found.Message("x")]);
        Parse.Whole(block[..^1]).ShouldBeEmpty();
    }

    [Fact]
    public void Takes_an_LF_after_a_CR_as_part_of_it_however_late_it_comes()
    {
        var found = new List<Found>();
        using var parser = new SseFrameParser();
        Parse.Feed(parser, "data: a\r\r"u8, found);
        found.ShouldBe([Found.Message("a")]);

        Parse.Feed(parser, "\n"u8, found);
        Parse.Feed(parser, "data: b\r"u8, found);
        Parse.Feed(parser, "\n"u8, found);
        found.Count.ShouldBe(1);
        Parse.Feed(parser, "\r"u8, found);
        found.ShouldBe([Found.Message("a"), Found.Message("b")]);
    }

    [Fact]
    public void Keeps_the_id_of_an_earlier_connection_until_the_stream_sets_another()
    {
        var found = new List<Found>();
        using var parser = new SseFrameParser(lastEventId: "5"u8);
        Parse.Feed(parser, ": hello\n\ndata: x\n\nid: 6\ndata: y\n"u8, found);
        found.ShouldBe([Found.Comment("hello", "5"), Found.Message("x", "5")]);
        parser.LastEventId.SequenceEqual("5"u8).ShouldBeTrue();
    }

    [Fact]
    public void Starts_a_new_stream_after_dispose_with_its_last_event_id()
    {
        var found = new List<Found>();
        var parser = new SseFrameParser();
        Parse.Feed(parser, "id: 1\ndata: x\n\nid: 2\nevent: t\ndata: half"u8, found);
        parser.Dispose();
        found.Clear();
        Parse.Feed(parser, "\uFEFFdata: y\n\n"u8, found);
        found.ShouldBe([Found.Message("y", "1")]);
        parser.Dispose();
    }
}
