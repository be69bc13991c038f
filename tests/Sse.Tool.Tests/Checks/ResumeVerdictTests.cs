using Sse.Tool.Checks.Resuming;

namespace Sse.Tests.Checks;

public class ResumeVerdictTests
{
    [Theory]
    [InlineData("3 4 5", null)]
    [InlineData("3 4 5 6", null)]
    [InlineData("gap 3 live 4 5", null)]
    [InlineData("4 5", "1 of 3 events is lost, first '3'")]
    [InlineData("3 5", "1 of 3 events is lost, first '4'")]
    [InlineData("5", "2 of 3 events are lost, first '3'")]
    [InlineData("2 3 4 5", "events up to it come again, first '2'")]
    [InlineData("1 2 3 4 5", "events up to it come again, first '1'")]
    [InlineData("3 3 4 5", "'3' comes twice")]
    [InlineData("3 4 3 5", "'3' comes twice")]
    [InlineData("4 3 5", "events come in another order")]
    public void It_tells_what_is_lost_doubled_and_out_of_order(string got, string? verdict) =>
        ResumeVerdict.Of(["1", "2", "3", "4", "5", "6"], "2", "5", got.Split(' '), reached: true, "10 s").ShouldBe(verdict);

    [Fact]
    public void It_tells_when_the_newest_never_came() =>
        ResumeVerdict.Of(["1", "2", "3"], "1", "3", ["2"], reached: false, "10 s").ShouldBe("1 of 2 events is lost, first '3': in 10 s the newest had not come");
}
