using Sse.CodeFixes;
using Sse.Tests.Harness;

namespace Sse.Tests.CodeFixes;

/// <summary>What an author can do about a member that can't be written, or a name that is taken.</summary>
public class MemberFixTests
{
    private const string Usings = "using System; using System.Collections.Generic; using System.Text.Json.Serialization; using Sse;\n";

    [Theory]
    [InlineData("[SseEvent(\"a\")] public partial record A(int X, [SseKey] Type? T);", "[SseEvent(\"a\")] public partial record A(int X, [property: JsonIgnore] [SseKey] Type? T);")]
    [InlineData("[SseEvent(\"a\")] public partial record A(int X)\n{\n    /// <summary>T.</summary>\n    [Obsolete]\n    public Type? T { get; set; }\n}", "[SseEvent(\"a\")] public partial record A(int X)\n{\n    /// <summary>T.</summary>\n    [JsonIgnore] [Obsolete]\n    public Type? T { get; set; }\n}")]
    [InlineData("[SseEvent(\"a\")] public partial record A(List<Line> Lines); public class Line { [JsonInclude] public Type? F; }", "[SseEvent(\"a\")] public partial record A(List<Line> Lines); public class Line { [JsonIgnore] [JsonInclude] public Type? F; }")]
    [InlineData("[SseEvent(\"a\")] public partial record A((int, int) X);", "[SseEvent(\"a\")] public partial record A([property: JsonIgnore] (int, int) X);")]
    [InlineData("[SseEvent(\"a\")] public partial record A(int X) { public int x => 1; }", "[SseEvent(\"a\")] public partial record A(int X) { [JsonIgnore] public int x => 1; }")]
    public async Task A_member_is_left_out(string before, string after) => (await CodeFixRun.Apply(new IgnoreMemberCodeFix(), Usings + before)).ShouldBe(Usings + after);

    [Fact]
    public async Task The_member_may_be_declared_in_another_file()
    {
        const string Source = "[Sse.SseEvent(\"a\")] public partial record A(Line Line);";
        (await CodeFixRun.ApplyElsewhere(new IgnoreMemberCodeFix(), Source, ("Line.cs", "public record Line { public System.Type? T { get; set; } }")))
            .ShouldBe("public record Line { [System.Text.Json.Serialization.JsonIgnore] public System.Type? T { get; set; } }");
    }

    [Theory]
    [InlineData("public required Type T { get; set; }")]
    [InlineData("[JsonRequired] public int N => 1;")]
    public async Task What_may_not_be_left_out_stays(string member) =>
        (await CodeFixRun.Titles(new IgnoreMemberCodeFix(), $"{Usings}[SseEvent(\"a\")] public partial class A {{ {member} }}")).ShouldBeEmpty();

    private const string Converters = """
         public class OfType : JsonConverter<Type> { public override Type? Read(ref System.Text.Json.Utf8JsonReader r, Type t, System.Text.Json.JsonSerializerOptions o) => null; public override void Write(System.Text.Json.Utf8JsonWriter w, Type v, System.Text.Json.JsonSerializerOptions o) => w.WriteNullValue(); }
         public class Given(int n) : OfType { public int N => n; }
         public class OfUri : JsonConverter<Uri> { public override Uri? Read(ref System.Text.Json.Utf8JsonReader r, Type t, System.Text.Json.JsonSerializerOptions o) => null; public override void Write(System.Text.Json.Utf8JsonWriter w, Uri v, System.Text.Json.JsonSerializerOptions o) => w.WriteNullValue(); }
         [JsonSerializable(typeof(Type))] public abstract class Ctx(System.Text.Json.JsonSerializerOptions o) : JsonSerializerContext(o);
         [JsonSerializable(typeof(int))] public abstract class NotIts(System.Text.Json.JsonSerializerOptions o) : JsonSerializerContext(o);
        """;

    [Fact]
    public async Task Converters_and_contexts_that_the_project_has_for_the_type_are_offered() =>
        (await CodeFixRun.Titles(new ConvertMemberCodeFix(), $"{Usings}[SseEvent(\"a\")] public partial record A(Type? T);{Converters}")).ShouldBe(["Write T with OfType", "Write T with Ctx"], ignoreOrder: true);

    [Theory]
    [InlineData("Write T with OfType", "[property: JsonConverter(typeof(OfType))]")]
    [InlineData("Write T with Ctx", "[property: SseJson(Context = typeof(Ctx))]")]
    public async Task One_of_them_writes_the_member(string title, string attribute)
    {
        var result = await CodeFixRun.Apply(new ConvertMemberCodeFix(), $"{Usings}[SseEvent(\"a\")] public partial record A(Type? T);{Converters}", title);
        result.ShouldBe($"{Usings}[SseEvent(\"a\")] public partial record A({attribute} Type? T);{Converters}");
        (await AnalyzerRun.Of(result)).Where(diagnostic => diagnostic.Id.StartsWith("SSE", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_type_is_listed_in_the_context_that_is_named()
    {
        const string Before = "[SseEvent(\"a\"), SseJson(Context = typeof(Ctx))] public partial record A(List<Type> T);\nclass Outer\n{\n    // Ours.\n    ";
        const string After = "public abstract class Ctx(System.Text.Json.JsonSerializerOptions o) : JsonSerializerContext(o);\n}";
        var result = await CodeFixRun.Apply(new ListInContextCodeFix(), Usings + Before.Replace("(Ctx)", "(Outer.Ctx)", StringComparison.Ordinal) + After);
        result.ShouldBe(Usings + Before.Replace("(Ctx)", "(Outer.Ctx)", StringComparison.Ordinal) + "[JsonSerializable(typeof(Type))]\n    " + After);
    }

    [Fact]
    public async Task A_listed_type_becomes_an_event_of_the_hub()
    {
        const string Before = "/// <summary>Ours.</summary>\n[SseHub(typeof(P), typeof(Uri))]\npublic sealed partial class Hub;\npublic record P(int X);";
        (await CodeFixRun.Apply(new DeclareEventCodeFix(), Usings + Before)).ShouldBe(Usings + Before.Replace("[SseHub", "[SseEvent<P>]\n[SseHub", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_hubs_own_member_gives_way_wherever_it_is_used()
    {
        const string Before = "[SseHub(typeof(A))] public sealed partial class Hub { public int Topic() => 1; public int OwnTopic; }\n[SseEvent(\"a\")] public partial record A(int X) { public static int Of(Hub hub) => hub.Topic(); /* Topic */ }";
        (await CodeFixRun.Apply(new RenameMemberCodeFix(), Usings + Before.Replace("Topic()", "Topic(string s)", StringComparison.Ordinal).Replace("hub.Topic(string s)", "hub.Topic(\"\")", StringComparison.Ordinal)))
            .ShouldBe(Usings + "[SseHub(typeof(A))] public sealed partial class Hub { public int OwnTopic2(string s) => 1; public int OwnTopic; }\n[SseEvent(\"a\")] public partial record A(int X) { public static int Of(Hub hub) => hub.OwnTopic2(\"\"); /* Topic */ }");
    }
}
