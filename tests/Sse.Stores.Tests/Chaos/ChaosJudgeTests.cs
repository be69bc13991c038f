namespace Sse.Tests.Chaos;

/// <summary>A judgement that can't fail would prove nothing.</summary>
public sealed class ChaosJudgeTests
{
    [Theory]
    [InlineData("lost")]
    [InlineData("doubled")]
    [InlineData("out of order")]
    [InlineData("old")]
    public void The_judgement_notices_what_is_wrong(string what)
    {
        var log = Enumerable.Range(0, 10).Select(i => new ChaosEvent($"e-{i}", "level", $"{{\"name\":\"n{i % 2}\",\"value\":{i}}}")).ToList();
        var got = new List<ChaosEvent>(log);
        if (what == "lost") got.RemoveAt(5);
        else if (what == "doubled") got.Insert(5, got[5]);
        else if (what == "out of order") (got[4], got[5]) = (got[5], got[4]);
        else got.RemoveAt(9);
        ChaosJudge.JudgeExact(log, log, "it");
        ChaosJudge.JudgeNewest(log, log, "it");
        Should.Throw<ShouldAssertException>(() => ChaosJudge.JudgeExact(log, got, "it"));
        if (what == "old") Should.Throw<ShouldAssertException>(() => ChaosJudge.JudgeNewest(log, got, "it"));
    }
}
