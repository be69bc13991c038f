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
        await using var reader = new Collector<SseHubMessage>(ct => client.ReadAsync(["\u4E2D"], new SsePosition("e", 1), ct));

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
