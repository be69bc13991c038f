using System.Text.RegularExpressions;

namespace Sse.Tests.Rooms;

public partial class DirectionTests
{
    private static readonly (string From, string To)[] Allowed =
    [
        ("Delivery", "Log"),
        ("Http", "Log"),
        ("Http", "Delivery"),
        ("Hosting", "Log"),
        ("Hosting", "Delivery"),
        ("Hosting", "Http"),
        ("Log", "Telemetry"),
        ("Delivery", "Telemetry"),
        ("Http", "Telemetry"),
        ("Hosting", "Telemetry"),
    ];

    [Fact]
    public void Rooms_know_each_other_in_one_direction()
    {
        var arrows = ArrowsOf(Sources());
        arrows.ShouldContain(("Hosting", "Http"));
        arrows.Except(Allowed).ShouldBeEmpty();
    }

    [Fact]
    public void An_arrow_the_wrong_way_is_found() =>
        ArrowsOf([.. Sources(), ("Http", "internal class Wrong { SseBuilder? Builder; }")]).Except(Allowed).ShouldBe([("Http", "Hosting")]);

    private static List<(string Room, string Code)> Sources()
    {
        var root = Repository.PathOf("src/Sse.Runtime");
        return [.. Directory.GetDirectories(root).SelectMany(room => Directory.GetFiles(room, "*.cs", SearchOption.AllDirectories)
            .Select(file => (Path.GetFileName(room), Comments().Replace(File.ReadAllText(file), ""))))];
    }

    private static HashSet<(string From, string To)> ArrowsOf(List<(string Room, string Code)> sources)
    {
        var roomOf = sources.SelectMany(source => Declarations().Matches(source.Code).Select(match => (Type: match.Groups["name"].Value, source.Room)))
            .DistinctBy(declared => declared.Type).ToDictionary(declared => declared.Type, declared => declared.Room, StringComparer.Ordinal);
        return [.. sources.SelectMany(source => Words().Matches(source.Code)
            .Where(word => roomOf.TryGetValue(word.Value, out var room) && room != source.Room)
            .Select(word => (source.Room, roomOf[word.Value])))];
    }

    [GeneratedRegex(@"//.*$", RegexOptions.Multiline, 5_000)]
    private static partial Regex Comments();

    [GeneratedRegex(@"^(\w+ )*(class|struct|interface|enum|record) (?<name>\w+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex Declarations();

    [GeneratedRegex(@"\b[A-Z]\w+\b", RegexOptions.None, 5_000)]
    private static partial Regex Words();
}
