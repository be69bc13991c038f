using Sse.Tests.Harness;

namespace Sse.Tests.Hubs;

/// <summary>Asking a hub for the newest event of a key.</summary>
public class LatestTests
{
    [Fact]
    public void The_key_is_asked_for_by_its_members_in_its_order()
    {
        var core = new RecordingCore { Latest = "{\"symbol\":\"ACME\",\"price\":2,\"venue\":1}" };
        using var hub = Create<QuoteHub>(core);
        hub.TryGetLatest(out Quoted? quote, "AC\nME", Venue.Main).ShouldBeTrue();
        quote.ShouldBe(new Quoted("ACME", 2, Venue.Main));
        hub.Topic("nasdaq").TryGetLatest(out quote, symbol: "ACME", venue: Venue.Unknown, out var position).ShouldBeTrue();
        position.ShouldBe(core.Position);
        core.Calls.ShouldBe(["latest hub quote \"AC\\nME\",1", "latest nasdaq quote \"ACME\",0"]);
    }

    [Fact]
    public void A_key_on_the_type_takes_no_members()
    {
        var core = new RecordingCore();
        using var hub = Create<QuoteHub>(core);
        hub.Topic("job").TryGetLatest(out Progressed? progress).ShouldBeFalse();
        progress.ShouldBeNull();
        core.Calls.ShouldBe(["latest job progress "]);
    }

    [Fact]
    public void The_asked_key_is_the_written_one()
    {
        var quote = new Quoted("größe \"1\"", 2, Venue.Main);
        var core = new RecordingCore();
        using var hub = Create<QuoteHub>(core);
        hub.Topic("a").Publish(quote);
        hub.Topic("a").TryGetLatest(out Quoted? _, quote.Symbol, quote.Venue);
        core.Calls[0].Replace("a key ", "latest a ", StringComparison.Ordinal).ShouldStartWith(core.Calls[1]);
    }

    [Fact]
    public void A_null_in_the_key_is_refused()
    {
        using var hub = Create<QuoteHub>(new RecordingCore());
        Should.Throw<ArgumentNullException>(() => hub.TryGetLatest(out Quoted? _, null!, Venue.Main)).ParamName.ShouldBe("symbol");
        Should.Throw<InvalidOperationException>(() => default(QuoteHub.Publisher).TryGetLatest(out Quoted? _, "x", Venue.Main));
    }

    [Theory]
    [InlineData("", new[] { "Symbol", "Venue" })]
    [InlineData("internal ", null)]
    public void An_event_of_another_assembly_tells_what_its_key_consists_of(string access, string[]? expected)
    {
        var events = GeneratorRun.Clean(Compilations.Create([$$"""
            namespace Contracts;
            public enum Venue { A }
            [Sse.SseEvent("q")] public partial class Quoted { [Sse.SseKey] public required string Symbol { get; set; } [Sse.SseKey] {{(access.Length is 0 ? "public " : access)}}Venue Venue { get; set; } }
            [Sse.SseEvent("gone", Removes = typeof(Quoted))] public partial class Gone { [Sse.SseKey] public required string Symbol { get; set; } [Sse.SseKey] {{(access.Length is 0 ? "public " : access)}}Venue Venue { get; set; } }
            """], name: "Contracts"));
        var run = GeneratorRun.Clean(Compilations.Create(["[Sse.SseHub(typeof(Contracts.Quoted), typeof(Contracts.Gone))] public sealed partial class Hub;"]).Referencing(events.Output));
        var latest = GeneratorRun.HubModels(run.Driver).Single().Events.Select(item => item.Latest).ToArray();
        latest[0]?.Parts.Select(part => part.Parameter).ShouldBe(expected?.Select(name => char.ToLowerInvariant(name[0]) + name[1..]));
        latest[1].ShouldBeNull();
        (latest[0] is null).ShouldBe(expected is null);
    }

    private static THub Create<THub>(SseHubCore core)
        where THub : SseHub, ISseHub<THub> => THub.Create(core);
}
