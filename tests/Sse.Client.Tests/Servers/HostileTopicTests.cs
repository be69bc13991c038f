using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Sse.Tests.Servers;

/// <summary>
/// Every name of a topic, from the typed client to our own hub on a real server, directly and behind nginx: it reaches its topic
/// and no other, or is refused in words.
/// </summary>
public class HostileTopicTests
{
    private static readonly string[] Names =
    [
        "ACME", "a/b", "a%2Fb", "a%2fb", "a%252Fb", "/", "//", "///", "a/", "/a", "//a", "a//b", "a/../b", "../b", "a/..", "a/.", "./a", ".", "..", "...", ". ", " .", ".a", "a.",
        "%", "%%", "%2", "%25", "%2525", "%zz", "%00", "%2E", "%2e%2E", "%2E%2E%2F", "..%2F", "%5C", "\\", "\\..\\", "a\\b", "%C3", "%C3%28", "%u0041",
        " ", "  ", " a", "a ", "a b", "\u00A0", "\u3000", "\u200B", "\u200E", "\u202E", "\uFEFF", "\uFFFD", "\uFFFE", "\uE000",
        "?", "a?b", "?topic=x", "#", "a#b", "+", "a+b", "&", "a&topic=b", "a=b", ";", "a;b=c", ":", "http://x/y", "@", "u:p@h", ",", "a,b", "|", "^", "`", "$", "!", "()", "*", "'", "\"",
        "<>", "{}", "{topic}", "{topic?}", "[]", "[x]", "~", "~end", "a~end", "earliest", "snapshot", "e-1/a", "retry: 1", "id: 1",
        "\u00E9", "e\u0301", "\u00C5", "\u212B", "\u00DF", "SS", "I", "\u0131", "\u0130", "acme", "\u4E2D\u6587", "\u0645\u0631\u062D\u0628\u0627", "\uD83D\uDE00", "\uD83D\uDC68\u200D\uD83D\uDC69",
        new('x', 256), new('/', 256), new('%', 256), new('.', 256), new(' ', 256), new('\u00E9', 128), new string('\u4E2D', 85) + "x",
    ];

    public static TheoryData<string, bool> Ways => new()
    {
        { "/market/{topic}", false },
        { "/market/{topic}", true },
        { "/market/all/{topic}/events", false },
        { "/market/all/{topic}/events", true },
        { "/market/by-query?topic={topic}", false },
        { "/market/by-query", true },
    };

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Each_reaches_its_topic_or_is_refused_in_words(string address, bool throughNginx)
    {
        await using var server = await StartAsync();
        await using var nginx = throughNginx ? await Nginx.StartAsync(server.Port) : null;
        var hub = server.Services.GetRequiredService<QuotesHub>();
        // Each topic has one event that says whose it is: whoever reads another's sees it.
        foreach (var name in All()) hub.Publish(name, new Price(Mark(name), 1));
        hub.Publish(new Price("the whole hub's", 1));
        using var client = new SseClient<QuotesHub>(nginx?.At(address) ?? server.At(address));
        var refused = new List<string>();
        foreach (var name in All())
        {
            if (RefusalOf(client, name) is { } refusal)
            {
                refusal.ShouldContain("TopicsFromQuery");
                refused.Add(name);
                continue;
            }
            await using var reader = new Collector<SseHubMessage>(ct => client.ReadAllAsync(name, SseStart.Earliest, ct));
            var first = await reader.NextAsync();
            (first.Topic, first.Event).ShouldBe((name, new Price(Mark(name), 1)), name);
            var second = await reader.NextAsync();
            (second.Topic, second.Event).ShouldBe((null, new Price("the whole hub's", 1)), name);
            reader.IsEmpty.ShouldBeTrue(name);
        }
        refused.ShouldBe(address.Contains("/{topic}", StringComparison.Ordinal) ? [".", ".."] : []);
    }

    [Fact]
    public void What_is_no_name_is_refused_before_anything_is_asked()
    {
        using var client = new SseClient<QuotesHub>(new Uri("http://127.0.0.1:9/market/{topic}"));
        foreach (var name in new[] { "", "a\n", "\r", "\0", "\u007F", "\u0085", "\uD83D", "\uDE00\uD83D", new('x', 257), new('\u4E2D', 86) })
            Should.Throw<SseTopicNameException>(() => client.ReadAllAsync(name, cancellationToken: TestContext.Current.CancellationToken), name);
    }

    private static string? RefusalOf(SseClient<QuotesHub> client, string name)
    {
        try
        {
            _ = client.ReadAllAsync(name, SseStart.Earliest, TestContext.Current.CancellationToken);
            return null;
        }
        catch (ArgumentException refusal)
        {
            return refusal.Message;
        }
    }

    // What a normalisation or a comparison of cultures would take for the same has a mark of its own.
    private static string Mark(string name) => Convert.ToHexString(Encoding.UTF8.GetBytes(name));

    private static IEnumerable<string> All()
    {
        foreach (var name in Names) yield return name;
        for (var code = 0x20; code < 0x7F; code++) yield return string.Create(CultureInfo.InvariantCulture, $"<{(char)code}>");
    }

    private static Task<TestServer> StartAsync() => TestServer.StartAsync(
        app =>
        {
            app.MapSse<QuotesHub>("/market/by-query", options => options.TopicsFromQuery = true);
            app.MapSse<QuotesHub>("/market/{topic}");
            app.MapSse<QuotesHub>("/market/all/{topic}/events");
        },
        services => services.AddSse().AddHub<QuotesHub>());
}
