using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Sse.Tests.Servers;

/// <summary>The configuration of nginx that the documentation gives, with addresses of this machine and without TLS.</summary>
public partial class DocumentedNginxTests
{
    [Fact]
    public async Task Passes_on_event_by_event_and_passes_over_a_server_that_is_gone()
    {
        await using var server = await TestServer.StartAsync(app => app.MapSse<QuotesHub>("/market/{topic?}", o => o.TopicsArePublic = true), services => services.AddSse().AddHub<QuotesHub>());
        var gone = LocalPort.Free();
        await using var nginx = await Nginx.StartAsync(port => Documented(port, gone, server.Port));
        var hub = server.Services.GetRequiredService<QuotesHub>();

        // Streams go to the servers by turns.
        for (var i = 0; i < 4; i++)
        {
            await ReadAsync(nginx, hub);
            await Bounded.Until(() => hub.SubscriberCount == 0, "it has left");
        }
    }

    private static async Task ReadAsync(Nginx nginx, QuotesHub hub)
    {
        var retries = 0;
        using var client = new SseClient<QuotesHub>(nginx.At("/market/{topic}"), new SseClientOptions { OnRetrying = _ => retries++ });
        await using var reader = new Collector<SseHubMessage>(ct => client.ReadAllAsync("a/b", SseStart.Now, ct));
        await Bounded.Until(() => hub.Topic("a/b").SubscriberCount == 1, "the client reads, by the name that it asked for");
        for (var value = 0; value < 3; value++)
        {
            hub.Publish("a/b", new Price("a/b", value));
            (await reader.NextAsync()).Event.ShouldBe(new Price("a/b", value));
        }
        retries.ShouldBe(0);
    }

    private static string Documented(int port, params int[] servers)
    {
        var page = File.ReadAllText(Repository.PathOf("docs/deployment.md"));
        var text = Block().Match(page).Groups["text"].Value;
        foreach (var (server, index) in servers.Select((server, index) => (server, index))) text = text.Replace($"10.0.0.{index + 1}:8080", $"127.0.0.1:{server}", StringComparison.Ordinal);
        text.ShouldNotContain("10.0.0.");
        var listens = $"listen 127.0.0.1:{port};";
        text = Listen().Replace(text, listens);
        text.ShouldContain(listens);
        return text;
    }

    [GeneratedRegex("```nginx\n(?<text>.*?)```", RegexOptions.Singleline, 1_000)]
    private static partial Regex Block();

    [GeneratedRegex("listen 443 ssl;\\s+http2 on;", RegexOptions.None, 1_000)]
    private static partial Regex Listen();
}
