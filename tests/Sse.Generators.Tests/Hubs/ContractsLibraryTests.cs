using Sse.Tests.Harness;

namespace Sse.Tests.Hubs;

/// <summary>Events and hubs live in libraries that know nothing of a server.</summary>
public class ContractsLibraryTests
{
    private const string Events = """
        namespace Contracts;
        [Sse.SseEvent("price")] public partial record PriceChanged(string Symbol, decimal Price);
        [Sse.SseEvent] public partial record struct OrderHalted(string Symbol);
        """;

    private const string Hub = "namespace Contracts; [Sse.SseHub(typeof(PriceChanged), typeof(OrderHalted))] public sealed partial class MarketHub;";

    [Fact]
    public void A_library_with_events_and_a_hub_compiles_without_asp_net_core()
    {
        var run = GeneratorRun.Clean(Events, Hub);
        run.Output.ReferencedAssemblyNames.Select(name => name.Name).Where(IsServer).ShouldBeEmpty();
        run.Output.ReferencedAssemblyNames.ShouldContain(name => name.Name == "Sse.Abstractions");
        typeof(SseHub).Assembly.GetReferencedAssemblies().Select(name => name.Name!).Where(IsServer).ShouldBeEmpty();
        IsServer("Microsoft.AspNetCore.Http").ShouldBeTrue();
    }

    [Fact]
    public void A_hub_publishes_the_events_of_another_assembly()
    {
        var events = GeneratorRun.Clean(Compilations.Create([Events], name: "Contracts"));
        var run = GeneratorRun.Clean(Compilations.Create([Hub]).Referencing(events.Output));
        GeneratorRun.HubModels(run.Driver).Single().Events.Select(item => item.EventName).ShouldBe(["price", "order-halted"]);
    }

    [Fact]
    public void What_a_library_compiled_without_the_generator_declares_is_no_event()
    {
        var events = Compilations.Create([Events], name: "Contracts");
        GeneratorRun.HubModels(GeneratorRun.Of(Compilations.Create([Hub]).Referencing(events)).Driver).Single().Refusal.ShouldNotBeNull().ShouldContain("without the generator");
    }

    [Fact]
    public async Task Two_events_of_one_name_from_different_assemblies_are_reported()
    {
        var events = GeneratorRun.Clean(Compilations.Create([Events], name: "Contracts"));
        var hub = Compilations.Create(["[Sse.SseEvent(\"price\")] public partial record Own; [Sse.SseHub(typeof(Contracts.PriceChanged), typeof(Own))] public sealed partial class Hub;"]);
        (await AnalyzerRun.Of(hub.Referencing(events.Output))).Select(diagnostic => diagnostic.Id).ShouldBe(["SSE0106"]);
    }

    [Fact]
    public void A_hub_reads_the_events_of_another_assembly_that_can_be_read()
    {
        var events = GeneratorRun.Clean(Compilations.Create([Events, "namespace Contracts; [Sse.SseEvent] public partial class Sum { public Sum(int a, int b) => Value = a + b; public int Value { get; } }"], name: "Contracts"));
        var hub = Compilations.Create(["[Sse.SseHub(typeof(Contracts.PriceChanged), typeof(Contracts.Sum))] public sealed partial class Hub;"]);
        var run = GeneratorRun.Clean(hub.Referencing(events.Output));
        GeneratorRun.HubModels(run.Driver).Single().Events.Select(item => item.IsReadable).ShouldBe([true, false]);
    }

    [Fact]
    public void A_hub_knows_which_events_of_another_assembly_have_a_key()
    {
        var events = GeneratorRun.Clean(Compilations.Create([Events, "namespace Contracts; [Sse.SseEvent] public partial record Quoted([Sse.SseKey] string Symbol);"], name: "Contracts"));
        var run = GeneratorRun.Clean(Compilations.Create(["[Sse.SseHub(typeof(Contracts.PriceChanged), typeof(Contracts.Quoted))] public sealed partial class Hub;"]).Referencing(events.Output));
        GeneratorRun.HubModels(run.Driver).Single().Events.Select(item => item.IsKeyed).ShouldBe([false, true]);
    }

    private static bool IsServer(string assembly) => assembly.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal) || assembly.StartsWith("Microsoft.Extensions", StringComparison.Ordinal);
}
