using System.Globalization;
using System.Text.RegularExpressions;

namespace Sse.Tests.House;

/// <summary>Ids of log messages are given out in one file for each package, once over all of them, and listed for who operates.</summary>
public partial class LogMessageTests
{
    private static readonly Dictionary<string, (int First, int Last)> Ranges = new()
    {
        ["Sse.Runtime"] = (1, 99),
        ["Sse.Client"] = (100, 199),
        ["Sse.Nats"] = (200, 219),
    };

    // Logs under the runtime's category, with ids of the runtime's file.
    private static readonly Dictionary<string, string> LogsAs = new() { ["Sse.Dashboard"] = "Sse.Runtime" };

    private static readonly List<(string Package, string Name, int Id)> GivenOut = [.. Sources().Where(source => source.File.EndsWith("MessageIds.cs", StringComparison.Ordinal))
        .SelectMany(source => Id().Matches(source.Code).Select(id => (source.Package, id.Groups["name"].Value, int.Parse(id.Groups["id"].Value, CultureInfo.InvariantCulture))))];

    [Fact]
    public void Ids_are_unique_and_in_their_packages_range()
    {
        GivenOut.Count.ShouldBeGreaterThan(30);
        GivenOut.Select(given => given.Id).ShouldBeUnique();
        GivenOut.ShouldAllBe(given => given.Id >= Ranges[given.Package].First && given.Id <= Ranges[given.Package].Last);
    }

    [Fact]
    public void Every_message_has_an_id_of_its_own_that_was_given_out()
    {
        var messages = Sources().SelectMany(source => MessagesIn(source.Package, source.Code)).ToList();
        messages.Select(message => $"{message.Package} {message.Id}").Order(StringComparer.Ordinal)
            .ShouldBe(GivenOut.Select(given => $"{given.Package} MessageIds.{given.Name}").Order(StringComparer.Ordinal));
        MessagesIn("p", "[LoggerMessage(7, LogLevel.Error, \"x\")]").ShouldBe([("p", "7", "Error")]);
    }

    [Fact]
    public void A_message_is_called_as_its_id() =>
        Sources().SelectMany(source => Named().Matches(source.Code)).Where(message => message.Groups["id"].Value != message.Groups["method"].Value).Select(message => message.Value).ShouldBeEmpty();

    [Fact]
    public void The_page_lists_each_with_its_level()
    {
        var levels = Sources().SelectMany(source => MessagesIn(source.Package, source.Code)).ToDictionary(message => (message.Package, message.Id), message => message.Level);
        var rows = Row().Matches(File.ReadAllText(Repository.PathOf("docs/operating.md"))).Select(row => row.Value);
        rows.ShouldBe(GivenOut.OrderBy(given => given.Id).Select(given => $"| {given.Id} | {given.Name} | {levels[(given.Package, $"MessageIds.{given.Name}")]} |"));
    }

    private static IEnumerable<(string Package, string Id, string Level)> MessagesIn(string package, string code) =>
        Message().Matches(code).Select(message => (package, message.Groups["id"].Value, message.Groups["level"].Value));

    private static IEnumerable<(string Package, string File, string Code)> Sources() =>
        Directory.GetFiles(Repository.PathOf("src"), "*.cs", SearchOption.AllDirectories)
            .Select(file => (Package: Path.GetRelativePath(Repository.PathOf("src"), file).Split(Path.DirectorySeparatorChar)[0], File: file))
            .Select(source => (LogsAs.GetValueOrDefault(source.Package, source.Package), source.File, File.ReadAllText(source.File)));

    [GeneratedRegex(@"public const int (?<name>\w+) = (?<id>\d+);", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Id();

    [GeneratedRegex(@"\[LoggerMessage\((?<id>[\w.]+), LogLevel\.(?<level>\w+),", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Message();

    // The method's name is the event's.
    [GeneratedRegex(@"\[LoggerMessage\(MessageIds\.(?<id>\w+),[^\n]*\n\s*(public|internal|private) static partial void (?<method>\w+)\(", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Named();

    [GeneratedRegex(@"^\| \d+ \| \w+ \| (Trace|Debug|Information|Warning|Error|Critical) \|", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Row();
}
