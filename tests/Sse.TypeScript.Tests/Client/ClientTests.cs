using System.Globalization;
using System.Text.RegularExpressions;

namespace Sse.Tests.Client;

/// <summary>The client's own tests, which node runs.</summary>
public partial class ClientTests(NodeWorkspace node)
{
    [Theory]
    [InlineData("cases", 80)]
    [InlineData("connection", 20)]
    [InlineData("watchdog", 6)]
    [InlineData("hub", 8)]
    [InlineData("exact", 3)]
    [InlineData("event-source", 5)]
    public async Task Passes_the_tests_of_node(string file, int atLeast)
    {
        var outcome = (await node.RunAsync("--test", "--test-reporter=tap", $"out/{file}.test.js")).ShouldSucceed();

        CountOf("pass", outcome.Output).ShouldBeGreaterThanOrEqualTo(atLeast);
        (CountOf("fail", outcome.Output) + CountOf("skipped", outcome.Output) + CountOf("todo", outcome.Output)).ShouldBe(0);
    }

    [Fact]
    public void A_count_is_read_from_what_node_prints() => CountOf("pass", "# tests 3\n# pass 12\n# fail 0\n").ShouldBe(12);

    private static int CountOf(string what, string output) =>
        int.Parse(Count().Matches(output).Last(match => match.Groups["what"].Value == what).Groups["count"].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^# (?<what>\w+) (?<count>\d+)\r?$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex Count();
}
