using System.Text.Json.Nodes;
using Sse.Tests.Harness;

namespace Sse.Tests.Schemas;

/// <summary>The guide's example of a contract is one.</summary>
public class GuideTests
{
    [Fact]
    public void The_guide_shows_the_contract_of_the_hub_that_it_shows()
    {
        var blocks = File.ReadAllText(Path.Combine(Paths.Repository, "docs", "guide", "contracts.md")).Split("```");
        var source = blocks.Single(block => block.StartsWith("csharp", StringComparison.Ordinal) && block.Contains("[SseHub", StringComparison.Ordinal))["csharp".Length..];
        var shown = blocks.Single(block => block.StartsWith("json", StringComparison.Ordinal))["json".Length..];
        var run = GeneratorRun.Clean("using Sse;\n" + source);
        var contract = JsonNode.Parse(GeneratorRun.HubModels(run.Driver).Single().Contract)!.AsObject();
        contract["events"] = new JsonArray([.. GeneratorRun.Models(run.Driver).Select(model => JsonNode.Parse(model.Contract))]);
        JsonNode.Parse(shown)!.ToJsonString().ShouldBe(contract.ToJsonString());
    }
}
