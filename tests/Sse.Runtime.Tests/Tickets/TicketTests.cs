using System.Net;
using Sse.Tests.Authorization;
using Sse.Tests.Hub;

namespace Sse.Tests.Tickets;

/// <summary>A ticket opens the stream that it was issued for, once, and its client comes back with its cookie.</summary>
public class TicketTests
{
    [Theory]
    [InlineData("/letters/a")]
    [InlineData("/letters/a?topic=b")]
    [InlineData("/mine")]
    [InlineData("/orders/7")]
    public async Task It_opens_the_stream_it_was_issued_for_once(string path)
    {
        await using var app = await TicketApp.StartAsync();
        var ticket = await app.IssueAsync(path);
        (await app.StatusAsync(path, ticket)).ShouldBe(HttpStatusCode.OK);
        (await app.StatusAsync(path, ticket)).ShouldBe(HttpStatusCode.Unauthorized);
        (await app.App.StatusAsync(path)).ShouldBe(HttpStatusCode.Unauthorized, "nobody is let in without one");
        (await app.App.StatusAsync(path, "alice")).ShouldBe(HttpStatusCode.OK, "who signs in otherwise needs none");
    }

    [Fact]
    public async Task Its_stream_is_its_users()
    {
        await using var app = await TicketApp.StartAsync();
        var ticket = await app.IssueAsync("/mine");
        using var reader = await EventReader.OpenAsync(await app.OpenAsync("/mine", ticket));
        await reader.NextAsync();
        app.App.Letters().User("bob").Publish(new Text("for bob"));
        app.App.Letters().User("alice").Publish(new Text("for alice"));
        (await reader.NextAsync())!.ShouldContain("for alice");
    }

    [Fact]
    public async Task The_client_comes_back_with_its_cookie_and_misses_nothing()
    {
        await using var app = await TicketApp.StartAsync();
        var ticket = await app.IssueAsync("/letters/a");
        string id, cookie;
        using (var reader = await EventReader.OpenAsync(await app.OpenAsync("/letters/a", ticket)))
        {
            cookie = TicketApp.CookieOf(reader.Response);
            await reader.NextAsync();
            app.App.Letters().Topic("a").Publish(new Text("one"));
            id = (await reader.NextAsync())!.Split('\n')[0]["id: ".Length..];
        }
        app.App.Letters().Topic("a").Publish(new Text("two"));
        for (var i = 0; i < 10; i++)
        {
            // Each time longer than a ticket lasts, all together longer than one cookie.
            app.Time.Advance(TimeSpan.FromMinutes(4));
            using var again = await EventReader.OpenAsync(await app.GetAsync(TicketApp.At("/letters/a", ticket), ("Cookie", cookie), ("Last-Event-ID", id)));
            again.Response.StatusCode.ShouldBe(HttpStatusCode.OK);
            await again.NextAsync();
            (await again.NextAsync())!.ShouldContain("two");
            cookie = TicketApp.CookieOf(again.Response);
        }
    }

    [Fact]
    public async Task The_cookie_is_for_its_ticket_only()
    {
        await using var app = await TicketApp.StartAsync();
        var first = await app.IssueAsync("/letters/a");
        var second = await app.IssueAsync("/letters/a");
        var cookies = new[] { await app.RedeemAsync("/letters/a", first), await app.RedeemAsync("/letters/a", second) };
        (await app.StatusAsync("/letters/a", first, cookies[1])).ShouldBe(HttpStatusCode.Unauthorized);
        (await app.StatusAsync("/letters/a", first, cookies[1].Replace(cookies[1].Split('=')[0], cookies[0].Split('=')[0], StringComparison.Ordinal))).ShouldBe(HttpStatusCode.Unauthorized, "under the other's name");
        (await app.StatusAsync("/letters/a", first, cookies)).ShouldBe(HttpStatusCode.OK);
        (await app.App.StatusAsync("/letters/a", headers: ("Cookie", cookies[0]))).ShouldBe(HttpStatusCode.Unauthorized, "without its ticket");
    }

    [Fact]
    public async Task A_stream_ends_in_time_for_its_client_to_come_back_with_the_cookie()
    {
        await using var app = await TicketApp.StartAsync();
        var ticket = await app.IssueAsync("/letters/a");
        using var reader = await EventReader.OpenAsync(await app.OpenAsync("/letters/a", ticket));
        await reader.NextAsync();
        var rest = reader.RestAsync();
        app.Time.Advance(TimeSpan.FromMinutes(4));
        rest.IsCompleted.ShouldBeFalse();
        app.Time.Advance(TimeSpan.FromMinutes(2));
        await rest.Bounded();
        (await app.StatusAsync("/letters/a", ticket, TicketApp.CookieOf(reader.Response))).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_answer_says_what_a_browser_needs_and_is_kept_by_nobody()
    {
        await using var app = await TicketApp.StartAsync();
        using var issued = await app.App.SendAsync("/letters/a", "alice", HttpMethod.Post);
        (await issued.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldMatch("""^\{"ticket":"[-_A-Za-z0-9]+","expires":30\}$""");
        issued.Content.Headers.ContentType!.MediaType.ShouldBe("application/json");
        issued.Headers.CacheControl!.NoStore.ShouldBeTrue();
        issued.Headers.GetValues("Referrer-Policy").ShouldBe(["no-referrer"]);
        issued.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);

        using var opened = await app.OpenAsync("/orders/7", await app.IssueAsync("/orders/7"));
        opened.Headers.GetValues("Referrer-Policy").ShouldBe(["no-referrer"]);
        opened.Headers.CacheControl!.NoStore.ShouldBeTrue();
        var cookie = opened.Headers.GetValues("Set-Cookie").ShouldHaveSingleItem();
        cookie.ShouldMatch("^sse-ticket-[0-9a-f]{26}=[-_A-Za-z0-9]+; max-age=600; path=/orders/7; samesite=strict; httponly$");
    }

    [Fact]
    public async Task Only_who_may_read_the_stream_is_given_one()
    {
        await using var app = await TicketApp.StartAsync();
        (await app.App.StatusAsync("/letters/a", method: HttpMethod.Post)).ShouldBe(HttpStatusCode.Unauthorized);
        (await app.App.StatusAsync("/mine", method: HttpMethod.Post)).ShouldBe(HttpStatusCode.Unauthorized);
        (await app.App.StatusAsync("/letters/c", "alice", HttpMethod.Post)).ShouldBe(HttpStatusCode.Forbidden);
        (await app.App.StatusAsync("/letters/a?topic=c", "alice", HttpMethod.Post)).ShouldBe(HttpStatusCode.Forbidden);
        (await app.App.StatusAsync("/letters/%0A", "alice", HttpMethod.Post)).ShouldBe(HttpStatusCode.BadRequest);
        var ticket = await app.IssueAsync("/letters/a");
        (await app.App.StatusAsync(TicketApp.At("/letters/a", ticket), method: HttpMethod.Post)).ShouldBe(HttpStatusCode.Unauthorized, "a ticket doesn't buy another");
        (await app.StatusAsync("/letters/a", ticket)).ShouldBe(HttpStatusCode.OK, "nor is it spent by that");
    }

    [Fact]
    public async Task Topics_are_authorized_again_when_it_is_redeemed_and_when_its_client_comes_back()
    {
        await using var app = await TicketApp.StartAsync();
        var early = await app.IssueAsync("/letters/a");
        var ticket = await app.IssueAsync("/letters/a");
        var cookie = await app.RedeemAsync("/letters/a", ticket);
        app.Grants.Take("alice", "a");
        (await app.StatusAsync("/letters/a", early)).ShouldBe(HttpStatusCode.Forbidden);
        (await app.StatusAsync("/letters/a", ticket, cookie)).ShouldBe(HttpStatusCode.Forbidden);
    }
}
