using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Sse.Tests.Hub;

[SseHub(typeof(Step)), SseJson(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UseStringEnumConverter = true)]
public sealed partial class SnakeCaseHub;

/// <summary>An application whose endpoints write other JSON than its hubs is told so when it starts.</summary>
public class JsonCheckTests
{
    [Fact]
    public async Task Nothing_is_said_where_nothing_was_set_or_both_say_the_same()
    {
        (await StartAsync<TestHub>(_ => { })).ShouldBeEmpty();
        (await StartAsync<TestHub>(json => json.SerializerOptions.WriteIndented = true)).ShouldBeEmpty();
        (await StartAsync<SnakeCaseHub>(json =>
        {
            json.SerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
            json.SerializerOptions.Converters.Add(new JsonStringEnumConverter());
        })).ShouldBeEmpty();
    }

    [Fact]
    public async Task Each_difference_is_named_with_the_hub_and_the_way_out()
    {
        var said = (await StartAsync<TestHub>(json =>
        {
            json.SerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.KebabCaseLower;
            json.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
            json.SerializerOptions.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
            json.SerializerOptions.Converters.Add(new JsonStringEnumConverter());
        })).ShouldHaveSingleItem();
        foreach (var word in new[] { "TestHub", "PropertyNamingPolicy is KebabCaseLower there, CamelCase here", "NumberHandling is Strict there, AllowReadingFromString here", "DefaultIgnoreCondition is WhenWritingNull there, Never here", "UseStringEnumConverter", "[SseJson]" })
            said.ShouldContain(word);
    }

    [Fact]
    public async Task A_hub_with_options_is_compared_by_them()
    {
        var said = (await StartAsync<SnakeCaseHub>(_ => { })).ShouldHaveSingleItem();
        said.ShouldContain("PropertyNamingPolicy is CamelCase there, SnakeCaseLower here");
        said.ShouldContain("enums are numbers there, names here");
        said.ShouldNotContain("NumberHandling");
    }

    private static async Task<string[]> StartAsync<THub>(Action<JsonOptions> configure)
        where THub : SseHub, ISseHub<THub>
    {
        await using var app = await TestApp.StartAsync(app => app.MapSse<THub>("/hub"), services =>
        {
            services.ConfigureHttpJsonOptions(configure);
            services.AddSse().AddHub<THub>();
        });
        return [.. app.Log.OfSse.Where(entry => entry.Level == LogLevel.Warning).Select(entry => entry.Message)];
    }
}
