using Sse.Tests.Live;
using Sse.Tool;
using Sse.Tool.Assemblies;

namespace Sse.Tests.Tool;

/// <summary>What is read from a built assembly is what the running one says.</summary>
public class AssemblyContractsTests
{
    private static string Own => typeof(LiveHub).Assembly.Location;

    [Fact]
    public void An_assembly_that_does_not_run_says_the_same_as_one_that_does()
    {
        var contracts = AssemblyContracts.Read(Own);

        contracts.ShouldContain(SseHubContract.Of<LiveHub>().ToJson());
        contracts.ShouldContain(SseHubContract.Of<CountHub>().ToJson());
        contracts.ShouldContain(SseHubContract.Of<Containing.NestedHub>().ToJson());
    }

    [Fact]
    public void What_can_not_be_read_is_said()
    {
        using var folder = new TemporaryFolder();
        folder.Write("text.dll", "no assembly");
        Said(folder["absent.dll"]).ShouldContain("no file");
        Said(folder["text.dll"]).ShouldContain("can't be read");
        Said(typeof(Sse.SseTypeScript).Assembly.Location).ShouldContain("no hub with a contract");
    }

    private static string Said(string path) => Should.Throw<ToolException>(() => AssemblyContracts.Read(path)).Message;
}

/// <summary>Contains a hub and its event.</summary>
public static partial class Containing
{
    [SseEvent("inner")]
    public sealed partial record Inner(int N);

    [SseHub(typeof(Inner), typeof(Gone))]
    public sealed partial class NestedHub;
}
