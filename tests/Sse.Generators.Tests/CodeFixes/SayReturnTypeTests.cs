using Microsoft.CodeAnalysis.CSharp;
using Sse.CodeFixes;
using Sse.Generators.Diagnostics;
using Sse.Tests.Diagnostics;
using Sse.Tests.Harness;

namespace Sse.Tests.CodeFixes;

/// <summary>Endpoints as ASP.NET Core's own generator sees them; ConsumerTests has that generator itself.</summary>
public class SayReturnTypeTests
{
    // What stands for ASP.NET Core, and tells that its generator is at work.
    private static readonly (string Name, string Text) Platform = ("GeneratedRouteBuilderExtensions.g.cs", """
        namespace Microsoft.AspNetCore.Builder
        {
            public sealed class App;
            public static class EndpointRouteBuilderExtensions { public static void MapPost(this App app, string pattern, System.Delegate handler) { } }
        }
        namespace Results { public sealed class Ok<T>; public static class Typed { public static Ok<T> Ok<T>(T value) => new(); } }
        """);

    [Theory]
    [InlineData("(Hub hub) => hub.Topic(\"a\").Publish(new Tick(1))", "void (Hub hub) => hub.Topic(\"a\").Publish(new Tick(1))")]
    [InlineData("(Hub hub) => hub.Position", "SsePosition (Hub hub) => hub.Position")]
    [InlineData("(Hub hub) => Typed.Ok(hub.SubscriberCount)", "Ok<int> (Hub hub) => Typed.Ok(hub.SubscriberCount)")]
    [InlineData("async (Hub hub) => await hub.PublishAsync(new Tick(1))", "async Task<SsePosition> (Hub hub) => await hub.PublishAsync(new Tick(1))")]
    [InlineData("(Hub hub) => hub.PublishAsync(new Tick(1))", "ValueTask<SsePosition> (Hub hub) => hub.PublishAsync(new Tick(1))")]
    [InlineData("(Hub hub, int n) => { return hub.Position; }", "SsePosition (Hub hub, int n) => { return hub.Position; }")]
    public async Task The_return_type_is_said(string before, string after)
    {
        (await CodeFixRun.Apply(new SayReturnTypeCodeFix(), Program(before), Platform)).ShouldBe(Program(after));
        (await IdsAsync(Program(after), Platform)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("(Hub hub) => { hub.Topic(\"a\").Publish(new Tick(1)); }")]
    [InlineData("async (Hub hub) => { await hub.PublishAsync(new Tick(1)); }")]
    [InlineData("(Hub hub) => Position(hub)")]
    [InlineData("Position")]
    [InlineData("(Hub hub) => 1")]
    [InlineData("(Tick tick) => new Tick(tick.Number)")]
    public async Task What_can_be_found_out_is_left(string handler) => (await IdsAsync(Program(handler), Platform)).ShouldBeEmpty();

    [Fact]
    public async Task Without_the_other_generator_nothing_is_wrong() =>
        (await IdsAsync(Program("(Hub hub) => hub.Position"), (Name: "Platform.cs", Platform.Text))).ShouldBeEmpty();

    [Fact]
    public void Its_page_is_complete() =>
        // The cases of exact places have no platform: they stand here.
        CatalogueTests.FindGaps(HubDescriptors.EndpointReturnsGenerated).ShouldBe(["no exact-span test"]);

    private static async Task<IEnumerable<string>> IdsAsync(string program, (string Name, string Text) platform)
    {
        var compilation = Compilations.Create([program]);
        compilation = compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText(platform.Text, Compilations.ParseOptions, platform.Name, cancellationToken: TestContext.Current.CancellationToken));
        return (await AnalyzerRun.Of(compilation)).Select(diagnostic => diagnostic.Id);
    }

    private static string Program(string handler) => $$"""
        using System.Threading.Tasks;
        using Microsoft.AspNetCore.Builder;
        using Results;
        using Sse;

        public static class Program
        {
            public static void Map(App app) => app.MapPost("/", {{handler}});

            public static SsePosition Position(Hub hub) => hub.Position;
        }

        [SseEvent("tick")] public partial record Tick(int Number);
        [SseHub(typeof(Tick))] public sealed partial class Hub;
        """;
}
