using System.Net;
using System.Security.Claims;

namespace Sse.Tests.Hosting;

/// <summary>Who a request is signed in as, by whatever scheme the application asks.</summary>
public sealed class UserTests : IAsyncLifetime
{
    private readonly SseTestApp<OrderHub> _app = new WebApplicationFactory<OrderHub>().WithSse();

    public ValueTask InitializeAsync() => default;

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Nobody_is_challenged_by_the_applications_own_scheme()
    {
        await _app.Refused("/orders/1", HttpStatusCode.Unauthorized);
        await _app.Refused("/staff/orders", HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_policy_with_a_scheme_of_its_own_sees_the_user_and_the_roles()
    {
        await _app.Refused("/staff/orders", HttpStatusCode.Forbidden, "alice");
        var stream = await _app.Subscribe<OrderHub>("/staff/orders", new SseTestUser("alice") { Roles = ["staff"] });

        (await _app.Post("/orders/1")).Dispose();
        var message = await stream.Next();
        (message.Topic, message.Event).ShouldBe(("1", new OrderPlaced(1, 12.5m)));
    }

    [Fact]
    public async Task A_topic_is_refused()
    {
        (await Should.ThrowAsync<SseAssertionException>(() => _app.Subscribe<OrderHub>("/orders/1", "mallory"))).Status.ShouldBe(HttpStatusCode.Forbidden);
        await _app.Refused("/orders/1", HttpStatusCode.Forbidden, "mallory");
    }

    [Fact]
    public async Task A_sign_in_that_is_over_ends_its_streams()
    {
        var stream = await _app.Subscribe<OrderHub>("/orders/1", new SseTestUser("alice") { SignInEnds = _app.Clock.GetUtcNow() + TimeSpan.FromMinutes(5) });
        await _app.Advance(TimeSpan.FromMinutes(4));
        await stream.Nothing();
        await _app.Advance(TimeSpan.FromMinutes(2));

        await stream.Ended();
        (await Should.ThrowAsync<SseAssertionException>(() => stream.Resume())).Status.ShouldNotBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task One_beyond_the_limit_is_turned_away_and_told_when_to_come_back()
    {
        for (var i = 0; i < 3; i++) await _app.Subscribe<OrderHub>("/orders/1", "alice");
        var fourth = await _app.Subscribe<OrderHub>("/orders/1", "alice");

        await fourth.Ended();
        fourth.Retry!.Value.ShouldBeInRange(TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(30));
        await (await _app.Subscribe<OrderHub>("/orders/1", "bob")).Nothing();
    }

    [Fact]
    public void Claims_are_the_users()
    {
        var user = new SseTestUser("alice") { Claims = [("tenant", "acme")] };

        SseTestUser? nobody = (string?)null;
        nobody.ShouldBeNull();
        user.ToPrincipal("x").FindFirstValue("tenant").ShouldBe("acme");
        user.ToPrincipal("x").Identity!.Name.ShouldBe("alice");
    }
}
