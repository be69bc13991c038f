using System.CommandLine;
using Sse.Tests.Live;
using Sse.Tool.Commands;

namespace Sse.Tests.Tool;

public sealed class TypeScriptCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly StringWriter _output = new();
    private readonly StringWriter _errors = new();

    public void Dispose()
    {
        _folder.Dispose();
        _output.Dispose();
        _errors.Dispose();
    }

    [Fact]
    public void Writes_what_is_asked_for_and_leaves_alone_what_would_not_change()
    {
        Run(typeof(LiveHub).Assembly.Location, Market, "-o", _folder["ts"], "--hooks", "react,svelte", "--exact-numbers").ShouldBe(0, _errors.ToString());

        Directory.GetFiles(_folder["ts"]).Select(Path.GetFileName).Order(StringComparer.Ordinal)
            .ShouldBe(["count-hub.ts", "live-hub.ts", "market-hub.ts", "nested-hub.ts", "sse-react.ts", "sse-svelte.ts", "sse.ts"]);
        File.ReadAllText(_folder["ts/market-hub.ts"]).ShouldBe(Generated.Text("market", "market-hub.ts", exactNumbers: true));

        var old = new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        foreach (var file in Directory.GetFiles(_folder["ts"])) File.SetLastWriteTimeUtc(file, old);
        File.AppendAllText(_folder["ts/sse-react.ts"], "// changed");
        Run(typeof(LiveHub).Assembly.Location, Market, "-o", _folder["ts"], "--hooks", "react,svelte", "--exact-numbers").ShouldBe(0);
        Directory.GetFiles(_folder["ts"]).Where(file => File.GetLastWriteTimeUtc(file) != old).Select(Path.GetFileName).ShouldBe(["sse-react.ts"]);
        File.ReadAllText(_folder["ts/sse-react.ts"]).ShouldNotContain("changed");
    }

    [Fact]
    public void Takes_a_list_of_contracts_and_each_once()
    {
        _folder.Write("all.json", $"[{Generated.Contract("market")},{Generated.Contract("everything")},{Generated.Contract("market")}]");

        Run(_folder["all.json"], "-o", _folder["ts"]).ShouldBe(0, _errors.ToString());
        Directory.GetFiles(_folder["ts"]).Select(Path.GetFileName).Order(StringComparer.Ordinal).ShouldBe(["everything.ts", "market-hub.ts", "sse.ts"]);
    }

    [Theory]
    [InlineData("{}", "\"sse\" and \"events\"")]
    [InlineData("[]", "its list is empty")]
    [InlineData("{\"sse\":2,\"hub\":\"H\",\"events\":[]}", "format 2")]
    [InlineData("{\"sse\":1,\"hub\":\"H\"}", "\"sse\" and \"events\"")]
    [InlineData("{\"sse\":1,\"hub\":7,\"events\":[]}", "no contract")]
    [InlineData("{\"sse\":1,\"events\":[]}", "of no hub")]
    [InlineData("{\"sse\":1,\"hub\":\"H\",\"events\":[{}]}", "no name")]
    [InlineData("{", "can't be read")]
    public void Says_what_is_wrong_with_a_contract(string json, string said)
    {
        _folder.Write("wrong.json", json);

        Run(_folder["wrong.json"], "-o", _folder["ts"]).ShouldBe(1);
        _errors.ToString().ShouldContain(said);
    }

    [Fact]
    public void Refuses_hooks_that_it_does_not_know()
    {
        Run(Market, "-o", _folder["ts"], "--hooks", "angular").ShouldNotBe(0);
        Directory.Exists(_folder["ts"]).ShouldBeFalse();
    }

    private static string Market => Repository.PathOf("tests/Sse.TypeScript.Tests/Contracts/market.json");

    private int Run(params string[] arguments) => TypeScriptCommand.Create().Parse(arguments).Invoke(new InvocationConfiguration { Output = _output, Error = _errors });
}
