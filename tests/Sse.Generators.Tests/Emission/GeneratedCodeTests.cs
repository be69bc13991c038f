using Microsoft.CodeAnalysis;
using Sse.Tests.Harness;

namespace Sse.Tests.Emission;

public class GeneratedCodeTests
{
    private const string Event = """
        using System;
        using System.Collections.Generic;
        using System.Text.Json.Serialization;

        namespace Acme.Sse
        {
            [global::Sse.SseEvent("everything")]
            public partial record Everything(
                string Text, Uri Link, byte[] Bytes, int? Number, List<string> Names, List<Part> Parts, Dictionary<string, string[]> Map, DayOfWeek Day)
            {
                [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public Part Inner { get; init; }
                [Obsolete] public int Old { get; init; }
                public global::Sse.ISseEventName Name { get; init; }
            }

            [Obsolete("Gone")]
            public class Part { public string Name { get; set; } = ""; }
        }

        namespace Sse { public struct ISseEventName; }
        namespace Acme.System { public class String; public class Console; }
        namespace Acme.Global { [global::Sse.SseEvent] partial struct Writer { public int WriteRaw { get; set; } } }
        """;

    [Theory]
    [InlineData(NullableContextOptions.Disable)]
    [InlineData(NullableContextOptions.Enable)]
    [InlineData(NullableContextOptions.Annotations)]
    [InlineData(NullableContextOptions.Warnings)]
    public void Compiles_without_a_warning_whatever_the_consumers_settings(NullableContextOptions nullable)
    {
        var run = GeneratorRun.Of(Compilations.Create([Event], nullable));
        run.Output.Complaints().Where(complaint => complaint.Location.SourceTree?.FilePath.EndsWith(".g.cs", StringComparison.Ordinal) != false).ShouldBeEmpty();
        run.Output.GetDiagnostics(TestContext.Current.CancellationToken).Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).ShouldBeEmpty();
    }

    [Fact]
    public void Writes_the_frame_of_an_event_in_the_global_namespace() =>
        GeneratorRun.Clean("[Sse.SseEvent] public readonly partial record struct Tick(int Number, string Text);")
            .WriteFrame("Tick", 7, "<>").ShouldBe("event: tick\ndata: {\"number\":7,\"text\":\"\\u003C\\u003E\"}\n\n");

    [Fact]
    public void Writes_no_event_line_for_a_message() =>
        GeneratorRun.Clean("[Sse.SseEvent(\"message\")] public partial record Message(string Text);")
            .WriteFrame("Message", "hi").ShouldBe("data: {\"text\":\"hi\"}\n\n");

    [Fact]
    public void Writes_a_name_beyond_ascii_as_utf8() =>
        GeneratorRun.Clean("[Sse.SseEvent(\" größe 😀\")] public partial record Size;").WriteFrame("Size").ShouldBe("event:  größe 😀\ndata: {}\n\n");

    [Fact]
    public void A_null_event_is_refused_by_name() =>
        Should.Throw<ArgumentNullException>(() => Differential.Frames.Write<Differential.Events.Message>(null!)).ParamName.ShouldBe("value");

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void What_json_can_not_express_is_refused(double value) =>
        Should.Throw<ArgumentException>(() => Differential.Frames.Write(new Differential.Events.Reals(default, 0, value, 0)));

    [Fact]
    public void An_uninitialized_immutable_array_is_refused() =>
        Should.Throw<ArgumentException>(() => Differential.Frames.Write(default(Differential.Events.Collections) with { A = [] })).Message.ShouldContain("ImmutableArray");

    [Fact]
    public void A_refused_event_throws_rather_than_write_wrong_bytes() =>
        Should.Throw<NotSupportedException>(() => GeneratorRun.Clean("[Sse.SseEvent] public partial record Bad(System.Type X);").WriteFrame("Bad", typeof(int))).Message.ShouldContain("X");

    [Fact]
    public void Seals_reference_types_so_that_no_event_is_published_as_its_base()
    {
        var run = GeneratorRun.Of("[Sse.SseEvent] public partial record First; [Sse.SseEvent] public partial record Second : First;");
        run.Output.Complaints().Select(complaint => complaint.Id).ShouldBe(["CS0509"]);
    }

    [Fact]
    public void Two_parts_with_the_attribute_are_the_compilers_error_alone()
    {
        var run = GeneratorRun.Of("[Sse.SseEvent] public partial record Twice; [Sse.SseEvent] public partial record Twice;");
        run.Files.Count.ShouldBe(1);
        run.Output.Complaints().Select(complaint => complaint.Id).ShouldBe(["CS0579"]);
    }

    [Fact]
    public void Members_may_be_named_after_keywords_and_after_what_the_code_itself_uses() =>
        GeneratorRun.Clean("""
            #nullable disable
            [Sse.SseEvent] public partial record Words(
                int? And, int? Or, int? Not, int? When, int? _, int? Var, int? Await, int? Writer, int? Null, int? Item, int? @default, int? @value,
                Frame Frame, Null[] Nulls, A.Same X, B.Same Y, Same2 Z, Box<int> Ints, Box<string> Strings, Box<Box<int?>> Boxes);
            public record Frame(int? Field, int? Record);
            public record Null(int? Global);
            namespace A { public record Same(int X); }
            namespace B { public record Same(int X); }
            public record Same2(int X);
            public record Box<T>(T Content);
            """);

    [Fact]
    public void Lines_end_with_lf() => GeneratorRun.Clean("[Sse.SseEvent] public partial record Tick(int X);").Files.Single().SourceText.ToString().ShouldNotContain('\r');
}
