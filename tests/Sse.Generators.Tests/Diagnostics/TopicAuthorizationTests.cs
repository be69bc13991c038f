using Sse.Generators.Diagnostics;
using Sse.Tests.Harness;

namespace Sse.Tests.Diagnostics;

/// <summary>SSE0118, where all that could authorize topics can be seen, and nowhere else.</summary>
public class TopicAuthorizationTests
{
    // What an application has, without ASP.NET Core.
    private const string Given = """

        namespace Microsoft.AspNetCore.Builder
        {
            public interface IEndpointConventionBuilder;
            public interface IEndpointRouteBuilder;
            public sealed class WebApplication : IEndpointRouteBuilder;
            public sealed class RouteGroupBuilder : IEndpointRouteBuilder;
            public static class SseEndpointRouteBuilderExtensions
            {
                public static IEndpointConventionBuilder MapSse<THub>(this IEndpointRouteBuilder endpoints, string pattern, System.Action<Sse.SseEndpointOptions>? configure = null) => null!;
            }
            public static class Conventions
            {
                public static TBuilder RequireAuthorization<TBuilder>(this TBuilder builder) where TBuilder : IEndpointConventionBuilder => builder;
                public static TBuilder WithName<TBuilder>(this TBuilder builder, string name) where TBuilder : IEndpointConventionBuilder => builder;
                public static TBuilder RequireTopicAuthorization<TBuilder>(this TBuilder builder, string policy) where TBuilder : IEndpointConventionBuilder => builder;
            }
        }
        namespace Sse
        {
            public class SseSubscribeOptions { public object? AuthorizeTopic { get; set; } public object? OnConnecting { get; set; } public int Start { get; set; } public int WhenSlow { get; set; } }
            public sealed class SseEndpointOptions : SseSubscribeOptions
            {
                public object? Topics { get; set; }
                public bool TopicsFromQuery { get; set; }
                public bool TopicsArePublic { get; set; }
                public void TopicFromUser() { }
            }
        }
        public sealed class OrderHub;
        public static class Own
        {
            public static Microsoft.AspNetCore.Builder.IEndpointConventionBuilder AsOurs(this Microsoft.AspNetCore.Builder.IEndpointConventionBuilder builder) => builder;
            public static void Defaults(this Sse.SseSubscribeOptions options) { }
        }
        """;

    [Theory]
    [InlineData("""app.MapSse<OrderHub>({|SSE0118:"/orders/{topic}"|});""")]
    [InlineData("""app.MapSse<OrderHub>({|SSE0118:"/orders/{TOPIC?}"|}, null);""")]
    [InlineData("""app.MapSse<OrderHub>({|SSE0118:"/orders/{**topic}"|}, configure: default);""")]
    [InlineData("""app.MapSse<OrderHub>({|SSE0118:"/{tenant}/orders-{topic:int}"|}).RequireAuthorization().WithName("orders");""")]
    [InlineData("""app.MapSse<OrderHub>({|SSE0118:"/orders/{topic=all}"|}, o => o.Start = 1);""")]
    [InlineData("""app.MapSse<OrderHub>({|SSE0118:"/orders/{topic}"|}, o => (o.Start, o.WhenSlow) = (1, 2));""")]
    [InlineData("""app.MapSse<OrderHub>({|SSE0118:"/orders/{topic}"|}, o => { o.TopicFromUser(); o.Start = 1; });""")]
    [InlineData("""app.MapSse<OrderHub>({|SSE0118:"/orders"|}, o => o.TopicsFromQuery = true);""")]
    [InlineData("""app.MapSse<OrderHub>({|SSE0118:Route|}); } const string Route = "/orders/{topic}"; static void More() {""")]
    [InlineData("""Microsoft.AspNetCore.Builder.SseEndpointRouteBuilderExtensions.MapSse<OrderHub>(app, {|SSE0118:"/orders/{topic}"|});""")]
    [InlineData("""Action map = () => app.MapSse<OrderHub>({|SSE0118:"/orders/{topic}"|});""")]
    public Task Topics_that_anyone_names_are_reported_at_the_route(string statement) => AnalyzerRun.Matches(MarkedSource.Parse(In(statement)));

    [Theory]
    [InlineData("""app.MapSse<OrderHub>("/orders");""")]
    [InlineData("""app.MapSse<OrderHub>("/orders/{id}", o => o.Topics = 1);""")]
    [InlineData("""app.MapSse<OrderHub>("/orders/{topics}/{mytopic}");""")]
    [InlineData("""app.MapSse<OrderHub>("/orders/{topic}").RequireTopicAuthorization("CanSeeOrder");""")]
    [InlineData("""app.MapSse<OrderHub>("/orders/{topic}").RequireAuthorization().RequireTopicAuthorization("CanSeeOrder").WithName("x");""")]
    [InlineData("""app.MapSse<OrderHub>("/orders/{topic}", o => o.AuthorizeTopic = 1);""")]
    [InlineData("""app.MapSse<OrderHub>("/orders/{topic}", o => { o.Start = 1; o.OnConnecting = 1; });""")]
    [InlineData("""app.MapSse<OrderHub>("/orders/{topic}", o => o.TopicsArePublic = true);""")]
    [InlineData("""app.MapSse<OrderHub>("/orders/{topic}", o => (o.Start, o.TopicsArePublic) = (1, true));""")]
    [InlineData("""app.MapSse<OrderHub>("/mine", o => o.TopicFromUser());""")]
    // Others may say more.
    [InlineData("""app.MapSse<OrderHub>("/orders/{topic}", Configure);""")]
    [InlineData("""app.MapSse<OrderHub>("/orders/{topic}", o => Configure(o));""")]
    [InlineData("""app.MapSse<OrderHub>("/orders/{topic}", o => { o.Start = 1; o.Defaults(); });""")]
    [InlineData("""Action<SseEndpointOptions> known = o => o.Start = 1; app.MapSse<OrderHub>("/orders/{topic}", known);""")]
    [InlineData("""app.MapSse<OrderHub>("/orders/{topic}").AsOurs();""")]
    [InlineData("""var mapped = app.MapSse<OrderHub>("/orders/{topic}"); mapped.RequireTopicAuthorization("CanSeeOrder");""")]
    [InlineData("""Keep(app.MapSse<OrderHub>("/orders/{topic}"));""")]
    [InlineData("""group.MapSse<OrderHub>("/orders/{topic}");""")]
    [InlineData("""any.MapSse<OrderHub>("/orders/{topic}");""")]
    [InlineData("""app.MapSse<OrderHub>(name);""")]
    public Task Topics_that_are_authorized_or_may_be_elsewhere_are_not(string statement) => AnalyzerRun.Matches(MarkedSource.Parse(In(statement)));

    [Fact]
    public void The_diagnostic_has_its_page_its_line_in_the_index_and_its_release_row() =>
        CatalogueTests.FindGaps(HubDescriptors.AnyoneNamesTopics).ShouldBe(["no exact-span test"], "those are here, with an application around them");

    [Fact]
    public async Task The_pages_wrong_example_is_reported_and_the_right_one_is_not()
    {
        var page = await File.ReadAllTextAsync(Path.Combine(Paths.Repository, "docs", "diagnostics", "SSE0118.md"), TestContext.Current.CancellationToken);
        var examples = page.Split("```csharp\n").Skip(1).Select(part => part.Split("```")[0]).ToArray();
        (await AnalyzerRun.Of(In(examples[0]))).ShouldHaveSingleItem().Id.ShouldBe("SSE0118");
        (await AnalyzerRun.Of(In(examples[1].Replace("async asked => await db.MayRead(asked.Http.User, asked.Topic)", "1", StringComparison.Ordinal)))).ShouldBeEmpty();
    }

    private static string In(string statement) => $$"""
        using System;
        using Microsoft.AspNetCore.Builder;
        using Sse;
        static class Program
        {
            static void Configure(SseEndpointOptions options) { }
            static void Keep(IEndpointConventionBuilder mapped) { }
            static void Map(WebApplication app, RouteGroupBuilder group, IEndpointRouteBuilder any, string name)
            {
                {{statement}}
            }
        }
        """ + Given;
}
