using System.Text.RegularExpressions;

namespace Sse.Tests.House;

/// <summary>
/// Each library's folders are rooms, and a room knows only those before it. (The generators have a test of their own,
/// because theirs are namespaces.)
/// </summary>
public partial class DirectionTests
{
    private static readonly Dictionary<string, string[]> Rooms = new()
    {
        ["Sse.Abstractions"] = ["Declarations", "Json", "Events", "Wire", "Hubs"],
        ["Sse.Runtime"] = ["Log", "Telemetry", "Store", "Delivery", "Connections", "Streams", "Endpoints", "Hosting", "Inspection"],
        ["Sse.Dashboard"] = ["Reports", "Sampling", "Tail", "Actions", "Page", "Hosting"],
        ["Sse.Contracts"] = ["Documents", "Schemas", "Comparison", "Approval"],
        ["Sse.Tool"] = ["Assemblies", "Tail", "Recordings", "Checks", "Reports", "Commands"],
        ["Sse.Testing"] = ["Hosting", "Streams"],
        ["Sse.Client"] = ["Telemetry", "Http", "Reading", "Typed", "Hosting"],
    };

    public static TheoryData<string> Libraries => [.. Rooms.Keys];

    [Theory]
    [MemberData(nameof(Libraries))]
    public void Rooms_know_those_before_them_alone(string library)
    {
        var sources = SourcesOf(library);

        sources.Select(source => source.Room).Distinct().Order(StringComparer.Ordinal).ShouldBe(Rooms[library].Order(StringComparer.Ordinal));
        var arrows = ArrowsOf(sources);
        arrows.ShouldNotBeEmpty();
        arrows.Where(arrow => IsWrong(library, arrow)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Sse.Abstractions", "Json", "ISseEvent", "Events")]
    [InlineData("Sse.Runtime", "Connections", "SseStream", "Streams")]
    [InlineData("Sse.Runtime", "Endpoints", "SseBuilder", "Hosting")]
    [InlineData("Sse.Runtime", "Telemetry", "HubCore", "Delivery")]
    [InlineData("Sse.Client", "Http", "Backoff", "Reading")]
    public void An_arrow_the_wrong_way_is_found(string library, string from, string type, string to) =>
        ArrowsOf([.. SourcesOf(library), (from, $"internal class Wrong {{ {type}? Field; }}")])
            .Where(arrow => IsWrong(library, arrow)).ShouldBe([(from, to)]);

    private static bool IsWrong(string library, (string From, string To) arrow) =>
        Array.IndexOf(Rooms[library], arrow.From) < Array.IndexOf(Rooms[library], arrow.To);

    private static List<(string Room, string Code)> SourcesOf(string library) =>
        [.. Directory.GetDirectories(Repository.PathOf($"src/{library}")).SelectMany(room => Directory.GetFiles(room, "*.cs", SearchOption.AllDirectories)
            .Select(file => (Path.GetFileName(room), CommentsAndTexts().Replace(File.ReadAllText(file), ""))))];

    private static HashSet<(string From, string To)> ArrowsOf(List<(string Room, string Code)> sources)
    {
        var roomOf = sources
            .SelectMany(source => Declarations().Matches(source.Code).Select(match => (Type: match.Groups["name"].Value, source.Room)))
            .DistinctBy(declared => declared.Type).ToDictionary(declared => declared.Type, declared => declared.Room);
        return [.. sources.SelectMany(source => Words().Matches(source.Code)
            .Where(word => roomOf.TryGetValue(word.Value, out var room) && room != source.Room)
            .Select(word => (source.Room, roomOf[word.Value])))];
    }

    [GeneratedRegex(@"//.*$|""(\\.|[^""\\\n])*""", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex CommentsAndTexts();

    [GeneratedRegex(@"^(internal|public) (static |sealed |readonly |abstract |partial |ref )*(class|struct|interface|enum|record|record struct) (?<name>\w+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex Declarations();

    [GeneratedRegex(@"\b[A-Z]\w+\b", RegexOptions.None, 5_000)]
    private static partial Regex Words();
}
