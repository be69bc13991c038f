using Sse.Tests.Harness;

namespace Sse.Tests.Schemas;

/// <summary>The contracts of whole events and hubs.</summary>
public class ContractTests
{
    private const string Start = "\"schema\":{\"$schema\":\"https://json-schema.org/draft/2020-12/schema\",\"type\":\"object\"";

    [Fact]
    public void An_event_says_its_name_its_type_and_what_it_holds() =>
        Contracts.OfEvent("""
            namespace Acme;
            /// <summary>A price of <see cref="Symbol"/> has changed: see <paramref name="Price"/>,
            /// or <c>null</c> &amp; <see langword="default"/>.<para>Größe "x" \</para></summary>
            /// <param name="Symbol">What is traded.</param>
            /// <param name="Price"> </param>
            [Obsolete, SseEvent("price größe")]
            public partial record PriceChanged([SseKey] string Symbol, decimal Price)
            {
                /// <summary>Who said so: <see cref="System.Collections.Generic.List{T}.Count"/>, <see href="https://a.b/c">a page</see>.</summary>
                [Obsolete] public string? Source { get; init; }
            }
            """).ShouldBe("""
            {"event":"price gr\u00f6\u00dfe","type":"PriceChanged","description":"A price of Symbol has changed: see Price, or null & default. Gr\u00f6\u00dfe \"x\" \\","deprecated":true,"key":["symbol"],"schema":{"$schema":"https://json-schema.org/draft/2020-12/schema","type":"object","description":"A price of Symbol has changed: see Price, or null & default. Gr\u00f6\u00dfe \"x\" \\","deprecated":true,"properties":{"symbol":{"type":"string","description":"What is traded."},"price":{"type":"number","format":"decimal"},"source":{"type":["string","null"],"description":"Who said so: Count, a page.","deprecated":true}},"required":["symbol","price","source"]}}
            """);

    [Fact]
    public void A_key_has_the_names_of_the_JSON_in_its_own_order() =>
        Contracts.OfEvent("[SseEvent] public partial record Moved([SseKey] int ZIndex, [SseKey] [property: JsonPropertyName(\"id\")] int Anything, [SseKey] [property: JsonIgnore] int Mid);")
            .ShouldStartWith("""{"event":"moved","type":"Moved","key":["id","mid","zIndex"],"schema":""");

    [Fact]
    public void A_key_can_be_the_topic_alone() =>
        Contracts.OfEvent("[SseKey, SseEvent] public partial record State;").ShouldBe($$$"""{"event":"state","type":"State","key":[],{{{Start}}}}}""");

    [Fact]
    public void A_removal_names_what_it_takes_away() =>
        Contracts.OfEvent("[SseEvent(\"price\")] public partial record PriceChanged([SseKey] string Symbol); [SseEvent(Removes = typeof(PriceChanged))] public partial record Delisted([SseKey] string Symbol);", "Delisted")
            .ShouldStartWith("""{"event":"delisted","type":"Delisted","key":["symbol"],"removes":"price","schema":""");

    [Fact]
    public void A_refused_event_has_no_contract()
    {
        var model = GeneratorRun.Models(GeneratorRun.Of("[Sse.SseEvent] public partial record Refused(System.Action Act);").Driver).Single();
        model.Refusal.ShouldNotBeNull();
        model.Contract.ShouldBeEmpty();
        GeneratorRun.HubModels(GeneratorRun.Of("[Sse.SseHub(typeof(int))] public sealed partial class Hub;").Driver).Single().Contract.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("[SseHub(typeof(Tick))] public sealed partial class Hub;", """{"sse":1,"hub":"Hub","topics":"optional"}""")]
    [InlineData("[SseHub(typeof(Tick), Topics = SseTopics.Required)] public sealed partial class Hub;", """{"sse":1,"hub":"Hub","topics":"required"}""")]
    [InlineData("/// <summary>All.</summary>\n[Obsolete, SseHub(typeof(Tick), Topics = SseTopics.None)] public sealed partial class Hub;", """{"sse":1,"hub":"Hub","description":"All.","deprecated":true,"topics":"none"}""")]
    [InlineData("namespace A.@event { public partial class Outer { [SseHub(typeof(Tick))] public sealed partial class @class; } }", """{"sse":1,"hub":"class","namespace":"A.event.Outer","topics":"optional"}""")]
    public void A_hub_says_its_name_and_where_its_events_go(string hub, string contract) =>
        GeneratorRun.HubModels(GeneratorRun.Clean($"using System; using Sse; [SseEvent] public partial record Tick; {hub}").Driver).Single().Contract.ShouldBe(contract);

    [Fact]
    public void The_holders_of_contracts_are_named_as_reflection_names_them()
    {
        var events = GeneratorRun.Clean(Compilations.Create(["namespace Far.Away; [Sse.SseEvent] public partial record struct Tick;"], name: "Library"));
        var run = GeneratorRun.Clean(Compilations.Create(["""
            namespace Acme;
            public partial class Outer { [Sse.SseEvent] public partial record Nested; }
            public record Foreign<T>(T X);
            [Sse.SseHub(typeof(Far.Away.Tick), typeof(Outer.Nested))] [Sse.SseEvent<Foreign<int[]>>] public sealed partial class Hub;
            """]).Referencing(events.Output));
        GeneratorRun.HubModels(run.Driver).Single().Events.Select(item => item.ContractHolder).ShouldBe(["Far.Away.Tick, Library", "Acme.Outer+Nested, Consumer", "Acme.Hub+ForeignForm, Consumer"]);
    }
}
