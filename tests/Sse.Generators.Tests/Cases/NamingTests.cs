namespace Sse.Tests.Cases;

/// <summary>No name that an author gives gets in the way of a generated one, nor the other way round.</summary>
public class NamingTests
{
    [Fact]
    public Task Types_are_named_like_the_functions_of_others() => IsRight("""
        [Sse.SseEvent("team")] public partial record Team(TeamMembers Members, Color Color, ColorNames Names, TeamNames TeamNames, ReadTeam Read, TeamCreate Create, TeamSetName Set, Host<int> Host);
        public record TeamMembers(int Count, TeamMembersMembers Inner);
        public record TeamMembersMembers(int Count);
        public record TeamNames(string First);
        public class ReadTeam { [JsonInclude] public int Team { get; private set; } public required int Create { get; init; } public int SetTeam { get; init; } }
        public class TeamCreate { [JsonConstructor] private TeamCreate(int a) => A = a; public int A { get; } public static TeamCreate Of(int a) => new(a); }
        public class TeamSetName { public string? Name { get; init; } }
        public class Host<T> { public T? Value { get; init; } }
        [JsonConverter(typeof(JsonStringEnumConverter))] public enum Color { Red, Green }
        [JsonConverter(typeof(JsonStringEnumConverter))] public enum ColorNames { Local }
        public static class Check { public static void Run() => Judge.Both(new Team(new(1, new(2)), Color.Green, ColorNames.Local, new("x"), new() { Create = 1, SetTeam = 3 }, TeamCreate.Of(4), new() { Name = "n" }, new() { Value = 5 })); }
        """);

    [Theory]
    [InlineData("public partial record Ev(int X, int SseReading);", "new Ev(1, 2)")]
    [InlineData("public partial record Ev(Ev.SseReading X) { public record SseReading(int A); public int SseReading2() => 1; }", "new Ev(new Ev.SseReading(1))")]
    [InlineData("public partial record Ev(int X) : Base; public record Base { public int SseReading { get; set; } }", "new Ev(1) { SseReading = 2 }")]
    [InlineData("public partial record Ev(Base.SseReading X) : Base; public record Base { public record SseReading(int A); }", "new Ev(new Base.SseReading(1))")]
    [InlineData("public partial record SseReading(int X);", "new SseReading(1)")]
    [InlineData("public partial record struct Ev(int X, string? WriteFrame, int Read, int EventName, int Value, int Writer, int Reader, int Data, int Member, int Start, int Others, int Kept, int Entry);", "new Ev(1, null, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12)")]
    [InlineData("public partial record Ev(int? Nameof, int? Var, int? Await, int? Field, int? Record, int? Default, int? Typeof, System.Collections.Immutable.ImmutableArray<int> Value);", "new Ev(1, 2, 3, 4, 5, 6, 7, [8])")]
    [InlineData("public partial record Ev([Sse.SseKey] string Nameof, [Sse.SseKey] string Writer, int Value);", "new Ev(\"a\", \"b\", 1)")]
    [InlineData("public partial class Ev { public required int A { get; set; } public required int HasA { get; set; } public int hasA { get; set; } [JsonPropertyName(\"other\")] public int a { get; init; } public int hasHasA { get; set; } }", "new Ev { A = 1, HasA = 2, hasA = 3, a = 4, hasHasA = 5 }", "HASA")]
    public async Task Members_and_types_are_named_like_what_is_generated_in_the_event(string declaration, string value, string? refused = null)
    {
        var run = await CaseRun.Of(new Case(CaseSources.Usings + $"[Sse.SseEvent(\"x\")] {declaration}\npublic static class Check {{ public static void Run() => Judge.Both({value}); }}"));
        run.Faults.ShouldBeEmpty();
        run.Refusals.Length.ShouldBe(refused is null ? 0 : 1, string.Join('\n', run.Refusals));
    }

    [Fact]
    public Task A_hub_lists_events_of_any_name() => IsRight("""
        [Sse.SseEvent] public partial record Publish(int X);
        [Sse.SseEvent] public partial class Topic { [Sse.SseKey] public int Value { get; set; } [JsonPropertyName("v"), Sse.SseKey] public int value { get; set; } [Sse.SseKey] public string Position { get; set; } = ""; [Sse.SseKey] public string Writer { get; set; } = ""; }
        [Sse.SseEvent] public partial record Core([Sse.SseKey] string @class);
        [Sse.SseEvent] public partial record TResult(int X);
        [Sse.SseEvent] public partial record Value(int X);
        [Sse.SseEvent] public partial record Item(int X);
        [Sse.SseHub(typeof(Publish), typeof(Topic), typeof(Core), typeof(TResult), typeof(Value), typeof(Item))]
        public sealed partial class Hub { private new int Core => 1; private new int Position() => Core; public int Use() => Position(); public void Publish(int x) => Publish(new Publish(x)); public Publisher Topic(int id) => Topic("t" + id); }
        public static class Use
        {
            public static void M(Hub hub)
            {
                hub.Publish(3);
                hub.Topic(4).Publish(new Topic());
                hub.TryGetLatest(out Topic? topic, "p", 1, "w", 2);
                hub.Topic("x").TryGetLatest(out Core? core, @class: "c", out Sse.SsePosition position);
                Hub.Switch(new Item(1), publish: _ => { }, topic: _ => { }, core: _ => { }, tResult: _ => { }, value2: _ => { }, item2: _ => { });
            }
        }
        """);

    [Fact]
    public async Task A_name_that_comes_to_mean_the_generated_publisher_is_refused_where_it_stands()
    {
        const string Source = "[Sse.SseEvent] public partial record Publisher(string Name);\n[Sse.SseHub(typeof(Publisher))] public sealed partial class Library;";
        (await CaseRun.Of(new Case(Source.Replace("typeof(", "typeof(global::", StringComparison.Ordinal)))).ShouldSatisfyAllConditions(run => run.Faults.ShouldBeEmpty(), run => run.Refusals.ShouldBeEmpty());
        var run = await CaseRun.Of(new Case(Source));
        run.Faults.ShouldBeEmpty();
        if (run.Refusals.Length > 0) run.Refusals.ShouldHaveSingleItem().ShouldContain("global::");
    }

    [Fact]
    public Task Event_names_of_any_characters_stay_out_of_the_code() => IsRight("""
        [Sse.SseEvent("a\u2028b\u2029c")] public partial record A([Sse.SseKey] int X);
        [Sse.SseEvent("*/ // ' \" \\ {0} --> <x> & \ufeff\u202e")] public partial record B(int X);
        [Sse.SseHub(typeof(A), typeof(B))] public sealed partial class Hub;
        public static class Check { public static void Run() { Judge.Both(new A(1)); Judge.Both(new B(1)); Judge.Equal("event: a\u2028b\u2029c\ndata: {\"x\":1}\n\n", Judge.Frame(new A(1))); } }
        """);

    private static Task IsRight(string source) => CaseSources.IsRight(source);
}
