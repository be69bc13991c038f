using System.Text.RegularExpressions;

namespace Sse.Tests.Rooms;

public partial class DirectionTests
{
    private static readonly string[] Order = ["Telemetry", "Http", "Reading", "Typed", "Hosting"];

    [Fact]
    public void Rooms_know_each_other_in_one_direction()
    {
        var arrows = ArrowsOf(Sources());

        arrows.ShouldContain(("Reading", "Http"));
        arrows.Where(IsWrong).ShouldBeEmpty();
    }

    [Fact]
    public void An_arrow_the_wrong_way_is_found() =>
        ArrowsOf([.. Sources(), ("Http", "internal class Wrong { Backoff? Backoff; }")]).Where(IsWrong).ShouldBe([("Http", "Reading")]);

    [Fact]
    public void Every_room_has_its_place() =>
        Sources().Select(source => source.Room).Distinct().Order(StringComparer.Ordinal).ShouldBe(Order.Order(StringComparer.Ordinal));

    private static bool IsWrong((string From, string To) arrow) => Array.IndexOf(Order, arrow.From) < Array.IndexOf(Order, arrow.To);

    private static List<(string Room, string Code)> Sources() =>
        [.. Directory.GetDirectories(Repository.PathOf("src/Sse.Client"))
            .SelectMany(room => Directory.GetFiles(room, "*.cs").Select(file => (Path.GetFileName(room), CommentsAndTexts().Replace(File.ReadAllText(file), ""))))];

    private static HashSet<(string From, string To)> ArrowsOf(List<(string Room, string Code)> sources)
    {
        var declared = sources
            .SelectMany(source => Declarations().Matches(source.Code).Select(match => (Type: match.Groups["name"].Value, source.Room)))
            .ToDictionary(type => type.Type, type => type.Room, StringComparer.Ordinal);
        return [.. sources.SelectMany(source => Words().Matches(source.Code)
            .Where(word => declared.TryGetValue(word.Value, out var room) && room != source.Room)
            .Select(word => (source.Room, declared[word.Value])))];
    }

    [GeneratedRegex(@"//.*$|""(\\.|[^""\\\n])*""", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex CommentsAndTexts();

    [GeneratedRegex(@"^(internal|public) (static |sealed |readonly )*(class|struct|interface|enum|record|record struct) (?<name>\w+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex Declarations();

    [GeneratedRegex(@"\b[A-Z]\w+\b", RegexOptions.None, 5_000)]
    private static partial Regex Words();
}
