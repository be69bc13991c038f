using Sse.Tests.Harness;
using static Sse.Tests.Harness.Verifier;

namespace Sse.Tests.Hubs;

public class HubSnapshots
{
    private const string Events = """
        namespace Acme.Events;
        [Sse.SseEvent("price")] public partial record PriceChanged(string Symbol);
        [Sse.SseEvent("a<b")] internal partial record struct Halted(string Symbol);
        """;

    [Fact]
    public async Task Topics_are_optional()
    {
        var run = GeneratorRun.Clean("namespace Acme; [Sse.SseEvent] public partial record Tick; [Sse.SseHub(typeof(Tick))] public sealed partial class Clock;");
        await Verify(run.Driver).UseDirectory("Snapshots");
    }

    [Fact]
    public async Task Topics_are_required()
    {
        var run = GeneratorRun.Clean("[Sse.SseEvent] public partial record Tick; [Sse.SseHub(typeof(Tick), Topics = Sse.SseTopics.Required)] partial class UserHub;");
        await Verify(run.Driver).UseDirectory("Snapshots");
    }

    [Fact]
    public async Task Without_topics_and_with_an_event_that_is_internal()
    {
        var run = GeneratorRun.Clean(Events, "[Sse.SseHub([typeof(Acme.Events.PriceChanged), typeof(Acme.Events.Halted)], Topics = Sse.SseTopics.None)] public partial class Hub;");
        await Verify(run.Driver).UseDirectory("Snapshots");
    }

    [Fact]
    public async Task Nested_with_keywords_for_names()
    {
        var run = GeneratorRun.Clean("""
            namespace Acme.@event
            {
                public partial interface IOuter
                {
                    [Sse.SseEvent("x")] public partial record @class;
                    [Sse.SseEvent("y")] public partial record Value;
                    [Sse.SseHub(typeof(@class), typeof(Value), typeof(Other.@class))] public sealed partial class @record;
                }
            }
            namespace Other { [Sse.SseEvent("z")] public partial record @class; }
            """);
        await Verify(run.Driver).UseDirectory("Snapshots");
    }

    [Fact]
    public async Task Keys_and_a_removal()
    {
        var run = GeneratorRun.Clean("""
            namespace Acme;
            [Sse.SseEvent("größe")] public partial record Sized([Sse.SseKey] string Name, [Sse.SseKey] int Id);
            [Sse.SseEvent("gone", Removes = typeof(Sized))] public partial record struct Gone([Sse.SseKey] int Id, [Sse.SseKey] string Name);
            [Sse.SseHub(typeof(Sized), typeof(Gone), Topics = Sse.SseTopics.None)] public sealed partial class Hub;
            """);
        await Verify(run.Driver).UseDirectory("Snapshots");
    }

    [Fact]
    public async Task A_refused_hub_keeps_its_call_sites_compiling()
    {
        var run = GeneratorRun.Clean("""
            namespace Acme;
            [Sse.SseEvent] public partial record Tick;
            public record NoEvent;
            [Sse.SseHub(typeof(Tick), typeof(NoEvent), typeof(Tick))] public sealed partial class Hub;
            [Sse.SseHub(typeof(Tick))] public sealed partial class Constructed { public Constructed(int number) => Number = number; public int Number { get; } }
            public class Use
            {
                public void M(Hub hub, Constructed other)
                {
                    hub.Publish(new Tick());
                    hub.Topic("a").Publish(new NoEvent());
                    other.Topics(["a"]).Publish(new Tick());
                }
            }
            """);
        await Verify(run.Driver).UseDirectory("Snapshots");
    }

    [Fact]
    public async Task A_form_by_the_hubs_options_and_one_of_somebody_elses_type()
    {
        var run = GeneratorRun.Clean("""
            using System.Text.Json.Serialization;
            using Sse;
            namespace Acme;
            [SseEvent("tick")] public partial record Tick(int TheCount);
            public sealed class Push { public string? RefName { get; set; } }
            [SseHub(typeof(Tick)), SseEvent<Push>("push"), SseJson(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
            public sealed partial class Hub;
            """);
        await Verify(run.Driver).UseDirectory("Snapshots");
    }
}
