using System.IO.Compression;

namespace Sse.Tests.Consumers;

/// <summary>The packages that write TypeScript, as a project uses them.</summary>
[Collection(nameof(Packages))]
public class TypeScriptTests(LocalFeed feed)
{
    private const string Hub = """
        using Sse;

        namespace Market;

        public static class Program { public static void Main() { } }

        [SseEvent("price")]
        public partial record PriceChanged([SseKey] string Symbol, decimal Price);

        [SseHub(typeof(PriceChanged))]
        public sealed partial class MarketHub;
        """;

    [Fact]
    public async Task A_build_writes_what_has_changed_and_nothing_else()
    {
        using var consumer = new Consumer(feed);
        consumer.Project("Market", "Microsoft.NET.Sdk", $"""
            <PackageReference Include="Sse.Abstractions" Version="{feed.Version}" />
            <PackageReference Include="Sse.TypeScript" Version="{feed.Version}" PrivateAssets="all" />
            """, "<OutputType>Exe</OutputType><SseTypeScriptOutput>client/sse</SseTypeScriptOutput><SseTypeScriptHooks>react,vue</SseTypeScriptHooks>").File("Market/Hub.cs", Hub);
        (await consumer.Build("Market")).ShouldSucceed();

        var folder = consumer.PathOf("Market/client/sse");
        Directory.GetFiles(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal).ShouldBe(["market-hub.ts", "sse-react.ts", "sse-vue.ts", "sse.ts"]);
        File.ReadAllText(Path.Combine(folder, "market-hub.ts")).ShouldContain("readonly symbol: string;");

        var stamp = Directory.GetFiles(consumer.PathOf("Market/obj"), "sse-typescript.stamp", SearchOption.AllDirectories).ShouldHaveSingleItem();
        var (ran, written) = (File.GetLastWriteTimeUtc(stamp), Times(folder));
        (await consumer.Build("Market")).ShouldSucceed();
        File.GetLastWriteTimeUtc(stamp).ShouldBe(ran, "nothing has changed, so the tool doesn't run");

        consumer.File("Market/Hub.cs", Hub.Replace("decimal Price", "long Amount", StringComparison.Ordinal));
        (await consumer.Build("Market")).ShouldSucceed();
        File.ReadAllText(Path.Combine(folder, "market-hub.ts")).ShouldContain("readonly amount: number;");
        Times(folder).Where(file => written[file.Key] != file.Value).Select(file => file.Key).ShouldBe(["market-hub.ts"]);

        Directory.Delete(folder, recursive: true);
        (await consumer.Build("Market")).ShouldSucceed();
        Directory.GetFiles(folder).Length.ShouldBe(4);
    }

    [Fact]
    public void The_tool_is_one_of_dotnets()
    {
        using var package = ZipFile.OpenRead(feed.Package("Sse.Tool"));
        var settings = package.Entries.Single(entry => entry.Name == "DotnetToolSettings.xml");
        using var reader = new StreamReader(settings.Open());
        reader.ReadToEnd().ShouldContain("dotnet-sse");
    }

    private static Dictionary<string, DateTime> Times(string folder) => Directory.GetFiles(folder).ToDictionary(file => Path.GetFileName(file), File.GetLastWriteTimeUtc);
}
