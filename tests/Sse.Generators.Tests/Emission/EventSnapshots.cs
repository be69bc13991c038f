using Sse.Tests.Harness;
using static Sse.Tests.Harness.Verifier;

namespace Sse.Tests.Emission;

public class EventSnapshots
{
    [Fact]
    public async Task A_positional_record()
    {
        var run = GeneratorRun.Clean("""
            namespace Acme.Market;
            [Sse.SseEvent("price")]
            public partial record PriceChanged(string Symbol, decimal Price, System.DateTimeOffset At);
            """);
        await Verify(run.Driver).UseDirectory("Snapshots");
    }

    [Fact]
    public async Task A_struct_in_the_global_namespace_without_a_name()
    {
        var run = GeneratorRun.Clean("""
            [Sse.SseEvent]
            internal readonly partial record struct HTTPServerStarted(int Port);
            """);
        await Verify(run.Driver).UseDirectory("Snapshots");
    }

    [Fact]
    public async Task Nested_in_a_struct_an_interface_and_a_record()
    {
        var run = GeneratorRun.Clean("""
            namespace Acme
            {
                namespace @event
                {
                    internal partial interface IOuter
                    {
                        public partial record struct Middle
                        {
                            private sealed partial record Inner<T>;
                            public partial class @class
                            {
                                [Sse.SseEvent("nested")]
                                private sealed partial class @record
                                {
                                    public int @int { get; set; }
                                }
                            }
                        }
                    }
                }
            }
            """);
        await Verify(run.Driver).UseDirectory("Snapshots");
    }

    [Fact]
    public async Task The_same_name_in_two_namespaces_and_in_another_case()
    {
        var run = GeneratorRun.Clean("""
            namespace A { [Sse.SseEvent("a")] public partial record Changed(int X); }
            namespace B { [Sse.SseEvent("b")] public partial record Changed(int X); }
            namespace B { [Sse.SseEvent("c")] public partial record CHANGED(int X); }
            """);
        await Verify(run.Driver).UseDirectory("Snapshots");
    }

    [Fact]
    public async Task Two_partial_parts()
    {
        var run = GeneratorRun.Clean(
            "namespace Acme; [Sse.SseEvent(\"parts\")] public partial class Parts { public int First { get; set; } }",
            "namespace Acme; public partial class Parts { public int Second { get; set; } }");
        await Verify(run.Driver).UseDirectory("Snapshots");
    }

    [Fact]
    public async Task A_message_without_an_event_line_and_without_members()
    {
        var run = GeneratorRun.Clean("namespace Acme; [Sse.SseEvent(\"message\")] public partial record Ping;");
        await Verify(run.Driver).UseDirectory("Snapshots");
    }

    [Fact]
    public async Task A_name_beyond_ascii()
    {
        var run = GeneratorRun.Clean("namespace Acme; [Sse.SseEvent(\"größe \\\"\\\\ 😀\")] public partial record Size(int X);");
        await Verify(run.Driver).UseDirectory("Snapshots");
    }

    [Fact]
    public async Task Composite_members()
    {
        var run = GeneratorRun.Clean("""
            using System.Collections.Generic;
            using System.Collections.Immutable;
            using System.Text.Json.Serialization;

            namespace Acme;

            [Sse.SseEvent("order-placed")]
            public partial record OrderPlaced(
                int Id,
                Address Shipping,
                Address? Billing,
                Line[] Lines,
                List<decimal?>? Discounts,
                ImmutableArray<Status> History,
                IReadOnlyCollection<string?> Tags,
                Dictionary<string, Address> Contacts,
                Status? Status,
                [property: JsonConverter(typeof(JsonStringEnumConverter))] Status Shown,
                (int, int) Pair,
                (int, int)? MaybePair);

            public record Address(string Street, string? Note);
            public readonly record struct Line(string Article, int Count);
            public enum Status : byte { Open, Shipped }
            """);
        await Verify(run.Driver).UseDirectory("Snapshots");
    }

    [Fact]
    public async Task Members_that_may_be_left_out()
    {
        var run = GeneratorRun.Clean("""
            using System.Text.Json.Serialization;

            namespace Acme;

            [Sse.SseEvent("before")]
            public partial record Before
            {
                [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public string? Note { get; init; }
                [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] public int Count { get; init; }
                public int Always { get; init; }
                [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] public Point Point { get; init; }
                [JsonIgnore] public object? Never { get; init; }
            }

            [Sse.SseEvent("unsure")]
            public partial record Unsure
            {
                [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public int? Value { get; init; }
                [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public string? Event { get; init; }
            }

            [Sse.SseEvent("single")]
            public partial record Single
            {
                [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] public bool Writer { get; init; }
            }

            public struct Point { public int X { get; set; } }
            """);
        await Verify(run.Driver).UseDirectory("Snapshots");
    }

    [Fact]
    public async Task Inherited_members()
    {
        var run = GeneratorRun.Clean("""
            using System;
            using System.Text.Json.Serialization;

            namespace Acme;

            public class Base
            {
                [JsonPropertyName("base")] public int Id { get; set; }
                public virtual string Text { get; set; } = "";
                [JsonPropertyOrder(-1)] public bool First { get; set; }
                [Obsolete("Use First.")] public int Old { get; set; }
            }

            [Sse.SseEvent("derived")]
            public partial class Derived : Base
            {
                public new int Id { get; set; }
                public override string Text => "derived";
                [JsonInclude, JsonPropertyName("it's <new> & \"quoted\"")] private int _field = 1;
                public int Field => _field;
            }
            """);
        await Verify(run.Driver).UseDirectory("Snapshots");
    }

    [Fact]
    public async Task A_refused_event_keeps_its_call_sites_compiling()
    {
        var run = GeneratorRun.Clean("""
            namespace Acme;
            [Sse.SseEvent("refused")]
            public partial record Refused(System.Type Anything);
            """);
        await Verify(run.Driver).UseDirectory("Snapshots");
    }

    [Fact]
    public async Task Options()
    {
        var run = GeneratorRun.Clean("""
            using System.Text.Json.Serialization;
            using Sse;
            namespace Acme;
            [SseEvent("measured")]
            [SseJson(
                PropertyNamingPolicy = JsonKnownNamingPolicy.KebabCaseLower, UseStringEnumConverter = true, EnumNamingPolicy = JsonKnownNamingPolicy.SnakeCaseUpper,
                NumberHandling = JsonNumberHandling.WriteAsString | JsonNumberHandling.AllowNamedFloatingPointLiterals,
                DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, Encoder = SseJsonEncoder.Relaxed)]
            public partial record Measured(int SampleCount, State TheState, string? TheNote, object? Any)
            {
                [JsonNumberHandling(JsonNumberHandling.Strict)] public double[] Values { get; set; } = [];
            }
            public enum State { NotReady, Ready }
            """);
        await Verify(run.Driver).UseDirectory("Snapshots");
    }

    [Fact]
    public async Task Callbacks_and_members_that_are_refused()
    {
        var run = GeneratorRun.Clean("""
            using System.Text.Json.Serialization;
            using Sse;
            namespace Acme;
            [SseEvent("told"), JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
            public partial class Told : IJsonOnSerializing, IJsonOnDeserialized
            {
                public Part Part { get; set; }
                void IJsonOnSerializing.OnSerializing() { }
                void IJsonOnDeserialized.OnDeserialized() { }
            }
            public struct Part : IJsonOnSerialized, IJsonOnDeserializing
            {
                public int X { get; set; }
                public void OnSerialized() { }
                public void OnDeserializing() { }
            }
            """);
        await Verify(run.Driver).UseDirectory("Snapshots");
    }
}
