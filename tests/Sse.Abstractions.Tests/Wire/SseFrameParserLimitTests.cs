using System.Text;

namespace Sse.Tests.Wire;

public class SseFrameParserLimitTests
{
    public static TheoryData<string, int, bool> Limits => [.. ClientCases.Limits];

    [Theory]
    [MemberData(nameof(Limits))]
    public void Accepts_what_the_limit_allows_and_not_a_byte_more_however_it_is_cut(string stream, int limit, bool accepted)
    {
        var bytes = Encoding.UTF8.GetBytes("data: a\n\n" + stream);
        for (var position = 0; position <= bytes.Length; position++)
        {
            var found = new List<Found>();
            using var parser = new SseFrameParser(limit);
            void Feed()
            {
                Parse.Feed(parser, bytes.AsSpan(0, position), found);
                Parse.Feed(parser, bytes.AsSpan(position), found);
            }

            if (accepted) Should.NotThrow(Feed);
            else Should.Throw<SseEventTooLargeException>(Feed).MaxEventBytes.ShouldBe(limit);
            found[0].ShouldBe(Found.Message("a"), "what came before was returned");
        }
    }

    [Fact]
    public void Stays_failed_and_says_the_limit()
    {
        using var parser = new SseFrameParser(4);
        parser.Append("data: x\n\ndata\n\n"u8);
        Should.Throw<SseEventTooLargeException>(() => parser.TryRead(out _)).Message.ShouldContain("4 bytes");
        Should.Throw<SseEventTooLargeException>(() => parser.TryRead(out _));
    }

    [Fact]
    public void Reads_an_event_of_the_default_limit_in_small_pieces()
    {
        var data = new byte[SseFrameParser.DefaultMaxEventBytes - 6];
        Array.Fill(data, (byte)'x');
        using var parser = new SseFrameParser();
        parser.Append("data: "u8);
        foreach (var piece in data.Chunk(100_000))
        {
            parser.Append(piece);
            parser.TryRead(out _).ShouldBeFalse();
        }
        parser.Append("\n\n"u8);
        parser.TryRead(out var frame).ShouldBeTrue();
        frame.Data.SequenceEqual(data).ShouldBeTrue();
    }

    [Theory]
    [InlineData(": comment\n")]
    [InlineData("unknown: field\n")]
    [InlineData("retry: 5\n")]
    [InlineData("id: 1\n")]
    [InlineData("event: x\n")]
    [InlineData("\n")]
    [InlineData("\r")]
    [InlineData("\r\n")]
    [InlineData("data: x\n\n")]
    public void Does_not_grow_however_long_a_stream_repeats_itself(string piece)
    {
        var chunk = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(piece, 1 + 3_000 / piece.Length)));
        using var parser = new SseFrameParser();
        parser.Append("data: held\n"u8);
        for (var i = 0; i < 3_000; i++)
        {
            parser.Append(chunk);
            while (parser.TryRead(out _))
            {
            }
        }
        parser.Capacity.ShouldBe(16 * 1024);
    }

    [Fact]
    public void Gives_the_memory_of_a_large_event_back()
    {
        using var parser = new SseFrameParser();
        parser.Append("data: "u8);
        parser.Append(new byte[1_000_000]);
        parser.Append("\n\n"u8);
        parser.TryRead(out var large).ShouldBeTrue();
        large.Data.Length.ShouldBe(1_000_000);
        parser.Capacity.ShouldBeGreaterThan(1_000_000);

        for (var i = 0; i < 50; i++)
        {
            parser.Append("data: small\n\n"u8);
            parser.TryRead(out _).ShouldBeTrue();
        }
        parser.Capacity.ShouldBe(16 * 1024);
    }

    [Fact]
    public void Allocates_nothing_for_events_that_are_skipped()
    {
        var stream = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 200).Select(i =>
            FormattableString.Invariant($"id: {i}\nevent: price\ndata: {{\"at\":{i}}}\ndata: second line\n: note\nretry: 1000\n\n"))));
        using var parser = new SseFrameParser();
        Drain();

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 50; i++) Drain();
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);

        void Drain()
        {
            parser.Append(stream);
            while (parser.TryRead(out _))
            {
            }
        }
    }

    [Fact]
    public void Does_not_copy_a_data_line_that_lies_whole_in_the_memory_it_handed_out()
    {
        using var parser = new SseFrameParser();
        var memory = parser.GetMemory();
        "data: where\n\n"u8.CopyTo(memory.Span);
        parser.Advance(13);
        parser.TryRead(out var frame).ShouldBeTrue();
        memory.Span.Slice(6, 5).Overlaps(frame.Data, out var offset).ShouldBeTrue();
        offset.ShouldBe(0);
    }

    [Fact]
    public void Refuses_what_its_caller_can_not_mean()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => new SseFrameParser(0));
        using var parser = new SseFrameParser();
        Should.Throw<ArgumentOutOfRangeException>(() => parser.GetMemory(-1));
        Should.Throw<ArgumentOutOfRangeException>(() => parser.Advance(-1));
        Should.Throw<ArgumentOutOfRangeException>(() => parser.Advance(1));
        parser.Advance(parser.GetMemory(100_000).Length);
    }
}
