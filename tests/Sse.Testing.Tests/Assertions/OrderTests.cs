using Microsoft.Extensions.DependencyInjection;

namespace Sse.Tests.Assertions;

/// <summary>What a team writes: the application's own test, within the process and over Kestrel.</summary>
public class OrderTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_order_is_followed_through_a_cut(bool useKestrel)
    {
        await using var app = new WebApplicationFactory<OrderHub>().WithSse(o => o.UseKestrel = useKestrel);
        var stream = await app.Subscribe<OrderHub>("/orders/42", user: "alice");

        (await app.Post("/orders/42")).Dispose();
        (await stream.Next<OrderPlaced>()).ShouldBe(new OrderPlaced(42, 12.5m));
        await stream.Cut();
        (await app.Post("/orders/42/pay")).Dispose();
        (await app.Post("/orders/43/pay")).Dispose();
        await stream.Resume();

        await stream.Exactly(new OrderPaid(42, app.Clock.GetUtcNow()));
        app.Clock.Advance(TimeSpan.FromSeconds(15));
        await stream.Heartbeat();
        (await app.Post("/orders/42/close")).Dispose();
        await stream.Completed();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Whoever_is_banned_is_gone_at_once(bool useKestrel)
    {
        await using var app = new WebApplicationFactory<OrderHub>().WithSse(o => o.UseKestrel = useKestrel);
        var alice = await app.Subscribe<OrderHub>("/orders/42", user: "alice");
        var bob = await app.Subscribe<OrderHub>("/orders/42", user: "bob");

        (await app.Post("/ban/bob?forGood=true")).Dispose();
        await bob.Completed();
        (await app.Post("/ban/alice")).Dispose();
        await alice.Ended();
        await alice.Resume();
        (await app.Post("/orders/42")).Dispose();
        await alice.Exactly(new OrderPlaced(42, 12.5m));
    }

    [Fact]
    public async Task What_was_published_is_known_with_topic_and_position()
    {
        await using var app = new WebApplicationFactory<OrderHub>().WithSse();
        (await app.Post("/orders/1")).Dispose();
        (await app.Post("/stock/tea/3")).Dispose();

        var published = app.Published<OrderHub>();
        published.Select(message => (message.Topic, message.Event)).ShouldBe([("1", new OrderPlaced(1, 12.5m)), (null, new Stock("tea", 3))]);
        published[^1].Position.ShouldBe(app.Services.GetRequiredService<OrderHub>().Position);
    }

    [Fact]
    public async Task What_retention_has_let_go_is_said()
    {
        await using var app = new WebApplicationFactory<OrderHub>().WithSse();
        for (var id = 0; id < 30; id++) (await app.Post($"/orders/{id}")).Dispose();

        Should.Throw<InvalidOperationException>(() => app.Published<OrderHub>()).Message.ShouldContain("Retention");
    }

    [Fact]
    public async Task Many_applications_run_side_by_side() => await Parallel.ForAsync(0, 20, async (id, _) =>
    {
        await using var app = new WebApplicationFactory<OrderHub>().WithSse();
        var stream = await app.Subscribe<OrderHub>($"/orders/{id}", user: "alice");
        app.Clock.Advance(TimeSpan.FromSeconds(id));
        (await app.Post($"/orders/{id}/pay")).Dispose();
        await stream.Exactly(new OrderPaid(id, new DateTimeOffset(2026, 1, 1, 0, 0, id, TimeSpan.Zero)));
    });
}
