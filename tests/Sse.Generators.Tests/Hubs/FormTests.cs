using System.Text;
using Sse.Tests.Harness;

[assembly: Sse.SseEvent<Sse.Tests.Hubs.GitHubPush>]

namespace Sse.Tests.Hubs;

/// <summary>One event in several hubs, each with its own options; events that are other people's types, or written by hand.</summary>
public sealed class FormTests : IDisposable
{
    private static readonly Traded Trade = new("ACMÉ", 12.50m, Side.SellLast, null);
    private static readonly GitHubPush Push = new() { Ref = "refs/heads/größe", Commits = [new("a1", "It's <done>")] };

    private readonly RecordingCore _core = new();

    public void Dispose() => _core.Dispose();

    [Fact]
    public void An_event_has_in_each_hub_the_form_of_that_hubs_options()
    {
        Create<WebHub>().Publish(Trade);
        Create<SnakeHub>().Publish(Trade);
        _core.Calls.ShouldBe([
            "hub key traded \"ACM\\u00C9\" event: traded\ndata: {\"theSymbol\":\"ACM\\u00C9\",\"thePrice\":\"12.50\",\"theSide\":1,\"theNote\":null}\n\n",
            "hub key traded \"ACM\\u00C9\" event: traded\ndata: {\"the_symbol\":\"ACMÉ\",\"the_price\":\"12.50\",\"the_side\":\"SELL_LAST\"}\n\n",
        ]);
    }

    [Fact]
    public void What_an_event_sets_itself_wins_over_the_hub()
    {
        Create<SnakeHub>().Publish(new PriceChanged("A", 1.5m));
        Create<SnakeHub>().Publish(Trade);
        _core.Calls[0].ShouldEndWith("{\"symbol\":\"A\",\"price\":1.5}\n\n");
        _core.Calls[1].ShouldContain("\"the_price\":\"12.50\"");
    }

    [Fact]
    public void Each_hub_reads_what_it_writes()
    {
        foreach (var read in new[] { RoundTrip<WebHub>(Trade, hub => hub.Publish(Trade)), RoundTrip<SnakeHub>(Trade, hub => hub.Publish(Trade)), RoundTrip<MixedHub>(Trade, hub => hub.Publish(Trade)) })
            read.ShouldBe(Trade);
        Should.Throw<SseFormatException>(() => SnakeHub_TryRead("price", "{\"symbol\":\"A\",\"price\":\"1.5\"}"));
        ((PriceChanged)SnakeHub_TryRead("price", "{\"symbol\":\"A\",\"price\":1.5}")!).Price.ShouldBe(1.5m);
    }

    [Fact]
    public void Somebody_elses_type_is_an_event_of_the_hub_that_says_so()
    {
        var read = (GitHubPush)RoundTrip<SnakeHub>(Push, hub => hub.Topic("main").Publish(Push));
        _core.Calls.ShouldBe(["main event: push\ndata: {\"ref\":\"refs/heads/größe\",\"commits\":[{\"id\":\"a1\",\"message_text\":\"It's <done>\"}]}\n\n"]);
        read.Ref.ShouldBe(Push.Ref);
        read.Commits.ShouldBe(Push.Commits);
    }

    [Fact]
    public void What_the_assembly_says_of_a_type_holds_where_a_hub_says_nothing()
    {
        Create<MixedHub>().Publish(Push);
        _core.Calls.ShouldBe(["hub event: git-hub-push\ndata: {\"ref\":\"refs/heads/gr\\u00F6\\u00DFe\",\"commits\":[{\"id\":\"a1\",\"messageText\":\"It\\u0027s \\u003Cdone\\u003E\"}]}\n\n"]);
    }

    [Fact]
    public void An_event_that_is_written_by_hand_is_one_of_a_hub()
    {
        RoundTrip<MixedHub>(new Plain("x"), hub => hub.Publish(new Plain("x"))).ShouldBe(new Plain("x"));
        _core.Calls.ShouldBe(["hub event: plain\ndata: \"x\"\n\n"]);
    }

    private static object? SnakeHub_TryRead(string name, string json) => Read<SnakeHub>(name, Encoding.UTF8.GetBytes(json));

    private object RoundTrip<THub>(object value, Action<THub> publish)
        where THub : SseHub, ISseHub<THub>
    {
        publish(Create<THub>());
        var frame = _core.Calls[^1];
        var name = frame[(frame.IndexOf("event: ", StringComparison.Ordinal) + 7)..frame.IndexOf('\n', StringComparison.Ordinal)];
        var data = frame[(frame.IndexOf("data: ", StringComparison.Ordinal) + 6)..^2];
        var read = Read<THub>(name, Encoding.UTF8.GetBytes(data)).ShouldNotBeNull();
        read.ShouldBeOfType(value.GetType());
        return read;
    }

    private static object? Read<THub>(string name, byte[] data)
        where THub : SseHub, ISseHub<THub> => THub.TryRead(name, data, out var value) ? value : null;

    private THub Create<THub>()
        where THub : SseHub, ISseHub<THub> => THub.Create(_core);
}
