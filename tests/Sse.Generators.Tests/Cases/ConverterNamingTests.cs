namespace Sse.Tests.Cases;

/// <summary>Converters and contexts that generated code could name only with a complaint of the compiler's, or not at all: right, or refused on the author's line.</summary>
public class ConverterNamingTests
{
    private const string Body = "{ public override int Read(ref System.Text.Json.Utf8JsonReader r, Type t, System.Text.Json.JsonSerializerOptions o) => -r.GetInt32(); public override void Write(System.Text.Json.Utf8JsonWriter w, int v, System.Text.Json.JsonSerializerOptions o) => w.WriteNumberValue(-v); MEMBERS }";
    private const string Ev = "[Sse.SseEvent(\"x\")] public partial record Ev([property: JsonConverter(typeof(Conv))] int A); public static class Check { public static void Run() => Judge.Both(new Ev(3)); }";
    private const string Quiet = "#pragma warning disable CS0612, CS0618, X1, X2, CS8618\n";

    [Theory]
    [InlineData("[Obsolete] public class Conv : JsonConverter<int> ")]
    [InlineData("[Obsolete(\"why\")] public class Conv : JsonConverter<int> ")]
    [InlineData("[Obsolete(\"why\", DiagnosticId = \"X1\")] public class Conv : JsonConverter<int> ")]
    [InlineData("[Experimental(\"X2\")] public class Conv : JsonConverter<int> ")]
    [InlineData("public class Conv : JsonConverter<int> ", "[Obsolete] public Conv() { }")]
    [InlineData("public class Conv : JsonConverter<int> ", "[Obsolete(\"why\", DiagnosticId = \"X1\")] public Conv() { }")]
    [InlineData("public class Conv : JsonConverter<int> ", "[Experimental(\"X2\")] public Conv() { }")]
    [InlineData("public class Conv : JsonConverter<int> ", "public required int N { get; set; } [SetsRequiredMembers] public Conv() { }")]
    [InlineData("internal sealed class Conv : JsonConverter<int> ")]
    [InlineData("public class Conv : Base<string>; public class Base<T> : JsonConverter<int> ")]
    public Task Those_that_can_be_named_are(string header, string members = "") =>
        CaseSources.IsRight(new Case(CaseSources.Usings + Quiet + Ev.Replace("public partial record", "internal partial record", StringComparison.Ordinal) + header + Body.Replace("MEMBERS", members, StringComparison.Ordinal)));

    [Theory]
    [InlineData("[Obsolete(\"why\", true)] public class Conv : JsonConverter<int> ", "", "obsolete as an error")]
    [InlineData("public class Conv : JsonConverter<int> ", "[Obsolete(\"why\", true)] public Conv() { }", "obsolete as an error")]
    [InlineData("public class Conv : JsonConverter<int> ", "private Conv() { }", "no public constructor")]
    [InlineData("public class Conv : JsonConverter<int> ", "internal Conv() { }", "no public constructor")]
    [InlineData("public class Conv : JsonConverter<int> ", "public Conv(int n = 1) { }", "no public constructor")]
    [InlineData("public abstract class Conv : JsonConverter<int> ", "", "is abstract")]
    [InlineData("public class Conv : JsonConverter<int> ", "public required int N { get; set; }", "requires N")]
    [InlineData("public class Conv : Base; public class Base : JsonConverter<int> ", "public required int N { get; set; }", "requires N")]
    [InlineData("file class Conv : JsonConverter<int> ", "", "local to its file")]
    [InlineData("public class Conv; public class Unused : JsonConverter<int> ", "", "is not one of int")]
    [InlineData("public static class Conv; public class Unused : JsonConverter<int> ", "", "no public constructor")]
    [InlineData("public struct Conv; public class Unused : JsonConverter<int> ", "", "is not one of int")]
    public Task Others_are_refused(string header, string members, string word) =>
        IsRefused(CaseSources.Usings + Quiet + "#pragma warning disable CS0619, CS9204\n" + Ev + header + Body.Replace("MEMBERS", members, StringComparison.Ordinal), word, "CS0619");

    [Theory]
    [InlineData("Conv<>", "public class Conv<T> : JsonConverter<int> ", "generic without its arguments")]
    [InlineData("Outer<>.Conv", "public class Outer<T> { public class Conv : JsonConverter<int> ", "generic without its arguments")]
    public Task Open_ones_are_refused(string name, string header, string word) =>
        IsRefused(CaseSources.Usings + Ev.Replace("typeof(Conv)", $"typeof({name})", StringComparison.Ordinal) + header + Body.Replace("MEMBERS", "", StringComparison.Ordinal) + (header.Contains("Outer", StringComparison.Ordinal) ? " }" : ""), word);

    [Theory]
    [InlineData("public record Line { [JsonConverter(typeof(Conv))] public int A { get; set; } private class Conv : JsonConverter<int> BODY }", "not accessible")]
    [InlineData("public record Line { [JsonConverter(typeof(Conv<Secret>))] public int A { get; set; } private class Secret; } public class Conv<T> : JsonConverter<int> BODY", "not accessible")]
    [InlineData("public record Line { [Conv] public int A { get; set; } private sealed class ConvAttribute : JsonConverterAttribute { public override JsonConverter CreateConverter(Type type) => new Conv(); } } public class Conv : JsonConverter<int> BODY", "not accessible")]
    [InlineData("public record Line { [Conv] public int A { get; set; } } [Obsolete(\"\", true)] public sealed class ConvAttribute : JsonConverterAttribute { public override JsonConverter CreateConverter(Type type) => new Conv(); } public class Conv : JsonConverter<int> BODY", "obsolete as an error")]
    [InlineData("public record Line { [Conv] public int A { get; set; } } public sealed class ConvAttribute : JsonConverterAttribute { [Obsolete(\"\", true)] public ConvAttribute() { } public override JsonConverter CreateConverter(Type type) => new Conv(); } public class Conv : JsonConverter<int> BODY", "obsolete as an error")]
    [InlineData("public record Line { [Conv(typeof(Secret))] public int A { get; set; } private class Secret; } public sealed class ConvAttribute(Type type) : JsonConverterAttribute { public override JsonConverter CreateConverter(Type other) => new Conv(); public Type Type => type; } public class Conv : JsonConverter<int> BODY", "not accessible")]
    [InlineData("public record Line { [Conv(Kind = typeof(Secret))] public int A { get; set; } private class Secret; } public sealed class ConvAttribute : JsonConverterAttribute { public override JsonConverter CreateConverter(Type other) => new Conv(); public Type? Kind { get; set; } } public class Conv : JsonConverter<int> BODY", "not accessible")]
    public Task What_an_events_part_can_not_reach_is_refused(string declaration, string word) =>
        IsRefused($"{CaseSources.Usings}[Sse.SseEvent(\"x\")] public partial record Ev(Line L);\n#pragma warning disable CS0619\n{declaration.Replace("BODY", Body.Replace("MEMBERS", "", StringComparison.Ordinal), StringComparison.Ordinal)}", word, "CS0619");

    [Theory]
    [InlineData("[Obsolete] public sealed class ConvAttribute : JsonConverterAttribute { ")]
    [InlineData("[Experimental(\"X2\")] public sealed class ConvAttribute : JsonConverterAttribute { ")]
    [InlineData("public sealed class ConvAttribute : JsonConverterAttribute { [Experimental(\"X2\")] public ConvAttribute() { } ")]
    [InlineData("public sealed class ConvAttribute : JsonConverterAttribute { [Obsolete(\"\", DiagnosticId = \"X1\")] public ConvAttribute() { } ")]
    public Task An_attribute_that_makes_its_converter_may_be_obsolete(string header) => CaseSources.IsRight(new Case(
        $"{CaseSources.Usings}{Quiet}[Sse.SseEvent(\"x\")] public partial record Ev([property: Conv] int A); public static class Check {{ public static void Run() => Judge.Both(new Ev(3)); }} {header} public override JsonConverter CreateConverter(Type type) => new Conv(); }} public class Conv : JsonConverter<int> {Body.Replace("MEMBERS", "", StringComparison.Ordinal)}"));

    [Fact]
    public Task An_internal_converter_of_another_assemblys_type_is_refused() => CaseSources.IsRefused(
        new Case("[Sse.SseEvent(\"x\")] public partial record Ev(Lib.Id A);")
        {
            Libraries = [new("Lib", $"{CaseSources.Usings}namespace Lib; [JsonConverter(typeof(Conv))] public struct Id; internal class Conv : JsonConverter<Id> {{ public override Id Read(ref System.Text.Json.Utf8JsonReader r, Type t, System.Text.Json.JsonSerializerOptions o) => default; public override void Write(System.Text.Json.Utf8JsonWriter w, Id v, System.Text.Json.JsonSerializerOptions o) => w.WriteNullValue(); }}")],
        },
        "SSE0006");

    [Theory]
    [InlineData("public abstract class Ctx", null)]
    [InlineData("[Obsolete] public abstract class Ctx", null)]
    [InlineData("[Experimental(\"X2\")] public abstract class Ctx", null)]
    [InlineData("[Obsolete(\"\", true)] public abstract class Ctx", "obsolete as an error")]
    [InlineData("file abstract class Ctx", "local to its file")]
    public async Task A_context_is_named_or_refused(string header, string? word)
    {
        var source = $"{CaseSources.Usings}{Quiet}#pragma warning disable CS0619\nusing System.Text.Json;\n[Sse.SseEvent(\"x\")] public partial record Ev([property: Sse.SseJson(Context = typeof(Ctx))] Type T); [JsonSerializable(typeof(Type))] {header}(JsonSerializerOptions o) : JsonSerializerContext(o) {{ public static Ctx Default => null!; }}";
        if (word is null) (await CaseRun.Of(new Case(source))).Refusals.Concat((await CaseRun.Of(new Case(source))).Faults).ShouldBeEmpty();
        else await IsRefused(source, word, "CS0619");
    }

    // The compiler may have its say at the author's own lines, never in a generated file.
    private static async Task IsRefused(string source, string word, string? compilers = null)
    {
        var run = await CaseRun.Of(new Case(source));
        run.Faults.Where(fault => compilers is null || !fault.StartsWith(compilers + " Author", StringComparison.Ordinal)).ShouldBeEmpty();
        run.Refusals.ShouldHaveSingleItem().ShouldContain(word);
    }
}
