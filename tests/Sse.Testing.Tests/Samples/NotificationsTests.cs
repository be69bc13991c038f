using System.Net;
using System.Net.Http.Json;

namespace Sse.Tests.Samples;

/// <summary>samples/Notifications: who gets whose news, and until when.</summary>
public sealed class NotificationsTests : IAsyncLifetime
{
    private static readonly SseTestUser Alice = new("alice") { Roles = ["admin"], Claims = [("session", "of alice")] };

    private readonly SseTestApp<NotificationHub> _app = new WebApplicationFactory<NotificationHub>().WithSse();

    public ValueTask InitializeAsync() => default;

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task A_letter_reaches_whom_it_is_for()
    {
        var alice = await _app.Subscribe<NotificationHub>("/notifications", Alice);
        var bob = await _app.Subscribe<NotificationHub>("/notifications", "bob");
        foreach (var stream in (SseTestStream[])[alice, bob]) (await stream.Snapshot()).ShouldBeEmpty();

        await WriteAsync(to: "bob", "Tea?");

        (await bob.Next<Notification>()).ShouldSatisfyAllConditions(news => news.From.ShouldBe("alice"), news => news.Text.ShouldBe("Tea?"));
        await alice.Nothing();
        (await (await _app.Subscribe<NotificationHub>("/notifications", "bob")).Snapshot<Notification>()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Who_is_banned_is_gone_in_the_middle_of_the_stream()
    {
        var bob = await _app.Subscribe<NotificationHub>("/notifications", "bob");
        await bob.Snapshot();

        (await _app.Post("/ban/bob", user: Alice)).Dispose();

        await bob.Completed();
        await _app.Refused("/notifications", HttpStatusCode.Forbidden, "bob");
    }

    [Fact]
    public async Task A_sign_out_ends_the_streams_of_its_session()
    {
        var here = await _app.Subscribe<NotificationHub>("/notifications", Alice);
        var there = await _app.Subscribe<NotificationHub>("/notifications", Alice with { Claims = [("session", "another")] });
        await here.Snapshot();
        await there.Snapshot();

        (await _app.Post("/signout", user: Alice)).Dispose();

        await here.Ended();
        await there.Nothing();
    }

    [Fact]
    public async Task Who_has_not_signed_in_is_refused() => await _app.Refused("/notifications", HttpStatusCode.Unauthorized);

    private async Task WriteAsync(string to, string text) => (await _app.Post("/letters", JsonContent.Create(new { to, text }), Alice)).Dispose();
}
