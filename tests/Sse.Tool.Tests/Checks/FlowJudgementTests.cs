using Sse.Tests.Support;

namespace Sse.Tests.Checks;

/// <summary>What is made of when a stream's bytes came.</summary>
public class FlowJudgementTests
{
    [Theory]
    [InlineData("ok", "2 blocks", "5|data: x\n", "200|\ndata: y\n\n")]
    [InlineData("error", "1 block was torn, up to 1.0 s", "5|data: x\n", "1005|\n", "2000|data: y\n\n")]
    [InlineData("error", "2 blocks were torn", "5|data: x\n", "1005|\ndata: y\n", "2000|\n")]
    [InlineData("error", "1 block was torn", "5|data: a\n", "900|data: b\n\n")]
    [InlineData("notApplicable", "nothing", "5|\n\n", "900|cut")]
    [InlineData("error", "no blank line in 900 ms", "5|data: a\n", "905|cut")]
    [InlineData("notApplicable", "to its end", "5|data: a\n", "205|cut")]
    public void Events_whose_end_comes_late_are_found(string level, string says, params string[] pieces) => Judged.Should("SSEC20", level, says, Seen.Stream("", pieces));

    [Theory]
    [InlineData("notApplicable", "no event")]
    [InlineData("ok", "heaps", 5, 0, 0, 0, 0, 1500, 0, 0, 0, 0)]
    [InlineData("ok", "heaps", 5, 1500, 0, 0, 0, 1500, 0, 0, 0)]
    [InlineData("ok", "heaps", 5, 900, 0, 0, 0, 0, 900, 0, 0, 0, 0)]
    [InlineData("ok", "heaps", 5, 1500, 30, 30, 30, 30, 1500, 30, 30, 30, 30)]
    [InlineData("warning", "2 times up to 6", 5, 1500, 0, 1, 20, 0, 0, 1500, 0, 0, 0, 0)]
    [InlineData("warning", "2 times up to 5", 5, 1500, 0, 0, 0, 0, 1500, 0, 0, 0, 0, 500)]
    public void Events_that_come_in_heaps_are_found(string level, string says, params int[] pauses)
    {
        var at = 0;
        Judged.Should("SSEC21", level, says, Seen.Stream("", [.. pauses.Select(pause => $"{at += pause}|data: x\n\n")]));
    }

    [Theory]
    [InlineData("ok", "15.0 s in 31.0 s", "1|: x\n\n", "15001|:\n\n", "30001|:\n\n", "31001|cut")]
    [InlineData("ok", "1.0 s in 3.0 s", "1001|: x\n\n", "2001|: x\n\n", "3001|cut")]
    [InlineData("notApplicable", "too short", "1|: x\n\n", "5001|cut")]
    [InlineData("warning", "17.0 s in 17.0 s", "17001|cut")]
    [InlineData("warning", "20.0 s in 25.0 s", "5001|: x\n\n", "25001|cut")]
    [InlineData("error", "60.0 s in 60.0 s", "60001|cut")]
    [InlineData("error", "61.0 s in 62.0 s", "61001|:\n\n", "62001|end")]
    public void Silence_is_judged(string level, string says, params string[] pieces) => Judged.Should("SSEC22", level, says, Seen.Stream("", pieces));

    [Theory]
    [InlineData("notApplicable", "no event", "5|: x\n\n")]
    [InlineData("note", "no ids", "5|data: x\n\nid\ndata: y\n\n")]
    [InlineData("ok", "2 of 3 events", "5|id: 1\ndata: x\n\ndata: y\n\nid: 2\ndata: z\n\n")]
    [InlineData("warning", "'1' was had by 2 events", "5|id: 1\ndata: x\n\nid: 1\ndata: y\n\n")]
    public void Ids_are_judged(string level, string says, string piece) => Judged.Should("SSEC30", level, says, Seen.Stream("", piece));
}
