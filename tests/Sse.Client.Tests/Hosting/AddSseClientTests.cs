using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Sse.Tests.Hosting;

public class AddSseClientTests
{
    [Fact]
    public async Task A_hubs_client_goes_through_the_factory_so_that_handlers_compose()
    {
        await using var first = new RawServer();
        await using var second = new RawServer();
        var services = new ServiceCollection();
        services.AddSseClient<QuotesHub>(first.Origin + "/market/{topic}").AddHttpMessageHandler(() => new TokenHandler());
        await using var provider = services.BuildServiceProvider();
        var client = provider.GetRequiredService<SseClient<QuotesHub>>();
        client.ShouldBeSameAs(provider.GetRequiredService<SseClient<QuotesHub>>());
        await using var reader = new Collector<SseHubMessage>(ct => client.ReadAllAsync(["\u4E2D"], SsePosition.Parse("e-1"), ct));

        var asked = await first.AnswerAsync($"307 Elsewhere\r\nLocation: {second.Origin}/other");
        asked.RequestLine.ShouldBe("GET /market/%E4%B8%AD HTTP/1.1");
        asked.Headers["Authorization"].ShouldBe("Bearer fresh");
        var elsewhere = await second.AcceptStreamAsync();
        elsewhere.Headers.ShouldNotContainKey("Authorization", "a handler's credentials are the first origin's too");
        elsewhere.Headers.ShouldNotContainKey("Last-Event-ID");
        await elsewhere.SendAsync("event: halted\ndata: {\"symbol\":\"A\"}\n\n");
        (await reader.NextAsync()).Event.ShouldBe(new Halted("A"));
    }

    [Fact]
    public async Task A_named_client_is_injected_by_its_key_and_sends_any_id()
    {
        await using var server = new RawServer();
        var services = new ServiceCollection();
        services.AddSseClient("orders", server.Address.ToString(), options => options.LastEventId = "\u4E2D");
        await using var provider = services.BuildServiceProvider();
        await using var reader = Collect.From(provider.GetRequiredKeyedService<SseClient>("orders"));

        (await server.AcceptAsync()).LastEventId.ShouldBe("\u4E2D");
    }

    [Fact]
    public async Task Two_addresses_of_one_hub_are_two_clients_with_names()
    {
        await using var east = new RawServer();
        await using var west = new RawServer();
        await using var other = new RawServer();
        var services = new ServiceCollection();
        services.AddSseClient<QuotesHub>("east", east.Origin + "/{topic}", options => options.Headers["X-Side"] = "east");
        services.AddSseClient<QuotesHub>("west", west.Origin + "/{topic}", options => options.Headers["X-Side"] = "west");
        services.AddSseClient("east", other.Origin + "/untyped");
        services.AddSseClient<QuotesHub>(other.Origin + "/unnamed");
        await using var provider = services.BuildServiceProvider();

        foreach (var (name, server) in new[] { ("east", east), ("west", west) })
        {
            var client = provider.GetRequiredKeyedService<SseClient<QuotesHub>>(name);
            await using var reader = new Collector<SseHubMessage>(ct => client.ReadAllAsync("A", cancellationToken: ct));
            var request = await server.AnswerAsync("204 No Content");
            (request.RequestLine, request.Headers["X-Side"]).ShouldBe(("GET /A HTTP/1.1", name));
        }
        await using var untyped = Collect.From(provider.GetRequiredKeyedService<SseClient>("east"));
        var asked = await other.AnswerAsync("204 No Content");
        asked.RequestLine.ShouldContain("/untyped");
        asked.Headers.ShouldNotContainKey("X-Side", "clients of different kinds share a name, and nothing else");
        var unnamed = provider.GetRequiredService<SseClient<QuotesHub>>();
        await using var last = new Collector<SseHubMessage>(ct => unnamed.ReadAllAsync(cancellationToken: ct));
        (await other.AnswerAsync("204 No Content")).RequestLine.ShouldContain("/unnamed");
    }

    [Fact]
    public void A_second_address_under_the_same_name_is_refused_in_words()
    {
        var services = new ServiceCollection();
        services.AddSseClient<QuotesHub>("https://user:s3cret@a.example/x?token=s3cret");
        services.AddSseClient<QuotesHub>("n", "https://a.example/x");
        services.AddSseClient("n", "https://a.example/x");

        foreach (var again in new Action[]
        {
            () => services.AddSseClient<QuotesHub>("https://b.example/y?token=s3cret"),
            () => services.AddSseClient<QuotesHub>("n", "https://b.example/y"),
            () => services.AddSseClient("n", "https://b.example/y"),
        })
        {
            var message = Should.Throw<InvalidOperationException>(again).Message;
            foreach (var part in new[] { "https://a.example/x", "https://b.example/y", "FromKeyedServices" }) message.ShouldContain(part);
            message.ShouldNotContain("s3cret");
        }
    }

    [Fact]
    public async Task The_same_registration_twice_is_one_client_with_both_settings()
    {
        await using var server = new RawServer();
        var services = new ServiceCollection();
        services.AddSseClient<QuotesHub>(server.Origin, options => options.Headers["X-A"] = "a");
        services.AddSseClient<QuotesHub>(server.Origin, options => options.Headers["X-B"] = "b");
        await using var provider = services.BuildServiceProvider();
        provider.GetServices<SseClient<QuotesHub>>().Count().ShouldBe(1);
        await using var reader = new Collector<SseHubMessage>(ct => provider.GetRequiredService<SseClient<QuotesHub>>().ReadAllAsync(cancellationToken: ct));

        var request = await server.AcceptAsync();
        (request.Headers["X-A"], request.Headers["X-B"]).ShouldBe(("a", "b"));
    }

    [Fact]
    public void An_address_that_is_none_is_refused_when_it_is_registered()
    {
        var services = new ServiceCollection();
        Should.Throw<UriFormatException>(() => services.AddSseClient<QuotesHub>("https://"));
        Should.Throw<ArgumentException>(() => services.AddSseClient<QuotesHub>(""));
        Should.Throw<ArgumentException>(() => services.AddSseClient<QuotesHub>("", "https://a.example/"));
    }

    [Fact]
    public async Task A_path_is_relative_to_the_base_address()
    {
        await using var server = new RawServer();
        var services = new ServiceCollection();
        services.AddSseClient<QuotesHub>("/market/{topic}").ConfigureHttpClient(http => http.BaseAddress = new Uri(server.Origin + "/base/"));
        await using var provider = services.BuildServiceProvider();
        await using var reader = new Collector<SseHubMessage>(ct => provider.GetRequiredService<SseClient<QuotesHub>>().ReadAllAsync("a/b", cancellationToken: ct));

        (await server.AcceptAsync()).RequestLine.ShouldBe("GET /market/a%2Fb HTTP/1.1");
    }

    [Fact]
    public async Task Takes_the_clock_that_is_registered()
    {
        var time = new FakeTimeProvider();
        var services = new ServiceCollection().AddSingleton<TimeProvider>(time);
        services.AddSseClient("orders", "http://127.0.0.1/");
        await using var provider = services.BuildServiceProvider();

        provider.GetRequiredService<IOptionsMonitor<SseClientOptions>>().Get("orders").TimeProvider.ShouldBeSameAs(time);
    }

    [Fact]
    public void Options_are_validated_at_start()
    {
        var services = new ServiceCollection();
        services.AddSseClient("orders", "http://127.0.0.1/", options => options.MaxEventBytes = -1);
        using var provider = services.BuildServiceProvider();

        Should.Throw<OptionsValidationException>(() => provider.GetRequiredService<IStartupValidator>().Validate()).Message.ShouldContain("MaxEventBytes");
    }

    private sealed class TokenHandler : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.Headers.TryAddWithoutValidation("Authorization", "Bearer fresh");
            return base.SendAsync(request, cancellationToken);
        }
    }
}
