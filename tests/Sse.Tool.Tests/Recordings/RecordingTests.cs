using System.Text;
using Sse.Tests.Wire;
using Sse.Tool.Recordings;

namespace Sse.Tests.Recordings;

public class RecordingTests
{
    public static TheoryData<string> Rules => [.. StreamCorpus.Cases.Select(one => one.Rule)];

    [Theory]
    [MemberData(nameof(Rules))]
    public void A_recording_means_what_the_standard_says_however_it_is_cut(string rule)
    {
        var (_, stream, expected) = StreamCorpus.Cases.Single(one => one.Rule == rule);
        var events = expected.Where(one => one.Kind == SseFrameKind.Event).Select(one => (one.Type, one.Data, one.LastEventId));
        var retry = expected.LastOrDefault(one => one.Kind == SseFrameKind.Retry);

        foreach (var size in new[] { 1, 2, 7, int.MaxValue })
        {
            var recording = Record(stream, size);
            recording.Events.Select(one => (one.Type, one.Data, one.LastEventId)).ShouldBe(events, $"cut every {size}");
            recording.Retry.ShouldBe(retry.Kind == SseFrameKind.Retry ? TimeSpan.FromMilliseconds(retry.RetryMilliseconds) : null);
            recording.LastEventId.ShouldBe(expected.Count == 0 ? recording.LastEventId : expected[^1].LastEventId);
        }
    }

    [Fact]
    public void A_CRLF_whose_halves_come_apart_is_one_end_of_a_line()
    {
        var recording = new Recording();
        recording.Append("data: x\r"u8, Ms(1));
        recording.Append("\n\r"u8, Ms(2));
        recording.Events.Count.ShouldBe(1, "the CR ends the line, and the event with it");
        recording.Append("\n"u8, Ms(3));

        recording.Lines.Select(line => (line.Length, line.End, line.At)).ShouldBe([(7, LineEnd.CrLf, Ms(1)), (0, LineEnd.CrLf, Ms(2))]);
        recording.HasUnfinishedBlock.ShouldBeFalse();
    }

    [Fact]
    public void A_block_knows_when_its_lines_and_its_end_came()
    {
        var recording = new Recording();
        recording.Append(": a\n\nid: 1\n"u8, Ms(1));
        recording.Append("data: x\n"u8, Ms(5));
        recording.Append("\n"u8, Ms(9));

        recording.Blocks.ShouldBe([new(0, 1, Ms(1), Ms(1)), new(2, 2, Ms(5), Ms(9))]);
        recording.Events.ShouldBe([new("message", "x", "1", "1", Ms(9))]);
        recording.HasId("1").ShouldBeTrue();
        recording.HasId("").ShouldBeFalse();
    }

    [Fact]
    public void It_takes_so_many_bytes_and_no_more()
    {
        var recording = new Recording(maxBytes: 10);
        recording.Append("data: x\n"u8, Ms(1)).ShouldBeTrue();
        recording.Append("\nabc"u8, Ms(2)).ShouldBeFalse();
        recording.Append("more"u8, Ms(3)).ShouldBeFalse();

        (recording.End, recording.EndedAt, recording.Bytes.Length, recording.Events.Count).ShouldBe((RecordingEnd.TooMuch, Ms(2), 10, 1));
    }

    [Fact]
    public void It_takes_so_many_lines_and_no_more()
    {
        var recording = new Recording(maxLines: 3);
        recording.Append(Encoding.UTF8.GetBytes(new string('\n', 1000)), Ms(1)).ShouldBeFalse();

        (recording.End, recording.Lines.Count).ShouldBe((RecordingEnd.TooMuch, 3));
    }

    [Fact]
    public void Its_first_end_counts()
    {
        var recording = new Recording();
        recording.Finish(RecordingEnd.Clean, Ms(1));
        recording.Finish(RecordingEnd.Broken, Ms(2));
        recording.Append("data: x\n\n"u8, Ms(3)).ShouldBeFalse();

        (recording.End, recording.EndedAt, recording.Bytes.Length).ShouldBe((RecordingEnd.Clean, Ms(1), 0));
    }

    private static Recording Record(byte[] stream, int size)
    {
        var recording = new Recording();
        foreach (var piece in stream.Chunk(size)) recording.Append(piece, Ms(0));
        return recording;
    }

    private static TimeSpan Ms(int milliseconds) => TimeSpan.FromMilliseconds(milliseconds);
}
