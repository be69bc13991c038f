using System.Text.RegularExpressions;

namespace Sse.Tests.Hubs;

/// <summary>What docs/protocol.md says of ids holds.</summary>
public partial class ProtocolPageTests
{
    private static readonly Dictionary<string, SseEventIdForm> Forms = new()
    {
        ["a position"] = SseEventIdForm.Position,
        ["another log's"] = SseEventIdForm.Foreign,
        ["the end"] = SseEventIdForm.End,
        ["malformed"] = SseEventIdForm.Malformed,
        // Words are looked for before an id is read: they must never be one.
        ["a word"] = SseEventIdForm.Malformed,
    };

    [Fact]
    public void Each_id_is_what_the_page_says()
    {
        var rows = Row().Matches(File.ReadAllText(Repository.PathOf("docs/protocol.md")))
            .SelectMany(row => Code().Matches(row.Groups["ids"].Value).Select(id => (Id: id.Groups["text"].Value, Is: row.Groups["is"].Value)))
            .ToList();

        rows.Select(row => row.Is).Distinct().ShouldBe(Forms.Keys, ignoreOrder: true);
        rows.Select(row => (row.Id, SseEventId.TryRead(row.Id, out _, out _))).ShouldBe(rows.Select(row => (row.Id, Forms[row.Is])));
    }

    [GeneratedRegex(@"^\| (?<ids>`[^|]*`) \| (?<is>[a-z' ]+) \| .* \|$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Row();

    [GeneratedRegex("`(?<text>[^`]+)`", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Code();
}
