using System.Net;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Logging;
using Sse.Tests.Authorization;

namespace Sse.Tests.Tickets;

/// <summary>What is not the ticket of this stream, now, for the first time, is answered with 401, and with one line in the log that doesn't tell it.</summary>
public class TicketAttackTests
{
    public static TheoryData<string> Garbage =>
    [
        "", " ", "x", "%00", "%ff%fe", "null", "..%2F..", "CfDJ8", new string('A', 500), new string('A', 6_001), new string('A', 7_500), "%F0%9F%98%80",
    ];

    [Theory]
    [MemberData(nameof(Garbage))]
    public async Task Garbage_is_refused(string ticket)
    {
        await using var app = await TicketApp.StartAsync();
        await RefusedAsync(app, "/letters/a", ticket);
    }

    [Fact]
    public async Task A_ticket_that_was_changed_is_refused()
    {
        await using var app = await TicketApp.StartAsync();
        var ticket = await app.IssueAsync("/letters/a");
        foreach (var at in new[] { 0, 10, ticket.Length / 2, ticket.Length - 2 })
            await RefusedAsync(app, "/letters/a", string.Concat(ticket.AsSpan(0, at), ticket[at] == 'A' ? "B" : "A", ticket.AsSpan(at + 1)));
        await RefusedAsync(app, "/letters/a", ticket[..^1]);
        await RefusedAsync(app, "/letters/a", ticket + "&ticket=" + ticket);
        (await app.StatusAsync("/letters/a", ticket)).ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("/orders/a", "/letters/a")]
    [InlineData("/letters/a", "/orders/a")]
    public async Task A_ticket_of_another_hub_is_refused(string of, string at)
    {
        await using var app = await TicketApp.StartAsync();
        await RefusedAsync(app, at, await app.IssueAsync(of));
    }

    [Theory]
    [InlineData("/letters/a", "/letters/b")]
    [InlineData("/letters/a", "/letters/A")]
    [InlineData("/letters/a", "/letters/a?topic=b")]
    [InlineData("/letters/a?topic=b", "/letters/a")]
    [InlineData("/letters/a", "/mine")]
    [InlineData("/mine", "/letters/a")]
    [InlineData("/letters/a", "/letters/%0A")]
    public async Task A_ticket_of_other_topics_is_refused(string of, string at)
    {
        await using var app = await TicketApp.StartAsync();
        await RefusedAsync(app, at, await app.IssueAsync(of));
    }

    [Fact]
    public async Task The_same_topics_in_another_order_are_the_same()
    {
        await using var app = await TicketApp.StartAsync();
        (await app.StatusAsync("/letters/b?topic=a", await app.IssueAsync("/letters/a?topic=b"))).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_ticket_that_is_over_is_refused()
    {
        await using var app = await TicketApp.StartAsync();
        var (one, other) = (await app.IssueAsync("/letters/a"), await app.IssueAsync("/letters/a"));
        app.Time.Advance(TimeSpan.FromSeconds(30));
        (await app.StatusAsync("/letters/a", one)).ShouldBe(HttpStatusCode.OK);
        app.Time.Advance(TimeSpan.FromMilliseconds(1));
        await RefusedAsync(app, "/letters/a", other);
    }

    [Fact]
    public async Task A_redeemed_ticket_stays_so_for_as_long_as_it_would_last()
    {
        await using var app = await TicketApp.StartAsync();
        var ticket = await app.IssueAsync("/letters/a");
        await app.RedeemAsync("/letters/a", ticket);
        for (var i = 0; i < 40; i++)
        {
            app.Time.Advance(TimeSpan.FromSeconds(1));
            // Others come and go meanwhile.
            await app.RedeemAsync("/letters/b", await app.IssueAsync("/letters/b"));
            (await app.StatusAsync("/letters/a", ticket)).ShouldBe(HttpStatusCode.Unauthorized);
        }
    }

    [Fact]
    public async Task Fifty_at_once_redeem_it_once()
    {
        await using var app = await TicketApp.StartAsync();
        var ticket = await app.IssueAsync("/letters/a");
        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => app.StatusAsync("/letters/a", ticket)));
        answers.Count(status => status == HttpStatusCode.OK).ShouldBe(1);
        answers.Count(status => status == HttpStatusCode.Unauthorized).ShouldBe(49);
    }

    [Theory]
    [InlineData(4, HttpStatusCode.OK)]
    [InlineData(6, HttpStatusCode.Unauthorized)]
    public async Task A_ticket_may_come_from_the_future_by_a_clocks_fault_only(int seconds, HttpStatusCode status)
    {
        var keys = new EphemeralDataProtectionProvider();
        await using var ahead = await TicketApp.StartAsync(keys: keys);
        ahead.Time.Advance(TimeSpan.FromSeconds(seconds));
        await using var app = await TicketApp.StartAsync(keys: keys);
        (await app.StatusAsync("/letters/a", await ahead.IssueAsync("/letters/a"))).ShouldBe(status);
    }

    [Fact]
    public async Task A_ticket_under_keys_that_are_gone_is_refused()
    {
        await using var other = await TicketApp.StartAsync();
        await using var app = await TicketApp.StartAsync();
        await RefusedAsync(app, "/letters/a", await other.IssueAsync("/letters/a"));
    }

    [Fact]
    public async Task What_was_issued_before_the_hub_began_is_refused()
    {
        var keys = new EphemeralDataProtectionProvider();
        await using var before = await TicketApp.StartAsync(keys: keys);
        var (fresh, used) = (await before.IssueAsync("/letters/a"), await before.IssueAsync("/letters/a"));
        var cookie = await before.RedeemAsync("/letters/a", used);
        var time = new FakeTimeProvider();
        time.Advance(TimeSpan.FromSeconds(1));
        await using var app = await TicketApp.StartAsync(keys: keys, time: time);
        await RefusedAsync(app, "/letters/a", used);
        await RefusedAsync(app, "/letters/a", fresh);
        await RefusedAsync(app, "/letters/a", used, cookie);
    }

    [Theory]
    [InlineData("sse-ticket-x=y")]
    [InlineData("sse-ticket-=")]
    [InlineData("{name}=")]
    [InlineData("{name}=AAAA")]
    [InlineData("{name}={ticket}")]
    [InlineData("{name}={long}")]
    public async Task A_cookie_that_is_none_lets_nobody_in(string cookie)
    {
        await using var app = await TicketApp.StartAsync();
        var ticket = await app.IssueAsync("/letters/a");
        var name = (await app.RedeemAsync("/letters/a", ticket)).Split('=')[0];
        await RefusedAsync(app, "/letters/a", ticket, cookie.Replace("{name}", name, StringComparison.Ordinal).Replace("{ticket}", ticket, StringComparison.Ordinal).Replace("{long}", new string('A', 2_000), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_cookie_lasts_as_long_as_it_was_given_for_and_its_stream_no_longer_than_allowed()
    {
        await using var app = await TicketApp.StartAsync(o => o.StreamLifetime = TimeSpan.FromMinutes(25));
        var (first, second) = (await app.IssueAsync("/letters/a"), await app.IssueAsync("/letters/a"));
        var late = await app.RedeemAsync("/letters/a", first);
        var cookie = await app.RedeemAsync("/letters/a", second);
        app.Time.Advance(TimeSpan.FromMinutes(9));
        for (var i = 0; i < 3; i++)
        {
            using var answer = await app.OpenAsync("/letters/a", second, cookie);
            answer.StatusCode.ShouldBe(HttpStatusCode.OK);
            cookie = TicketApp.CookieOf(answer);
            app.Time.Advance(TimeSpan.FromMinutes(5));
        }
        await RefusedAsync(app, "/letters/a", first, late);
        app.Time.Advance(TimeSpan.FromMinutes(1));
        await RefusedAsync(app, "/letters/a", second, cookie);
    }

    [Fact]
    public async Task It_ends_with_the_sign_in_that_it_was_issued_for()
    {
        await using var app = await TicketApp.StartAsync();
        var exp = $"exp={app.Time.GetUtcNow().ToUnixTimeSeconds() + 120}";
        var ticket = await app.IssueAsync("/letters/a", claim: exp);
        using var reader = await EventReader.OpenAsync(await app.OpenAsync("/letters/a", ticket));
        reader.Response.Headers.GetValues("Set-Cookie").ShouldHaveSingleItem().ShouldContain("max-age=120;");
        var rest = reader.RestAsync();
        app.Time.Advance(TimeSpan.FromSeconds(121));
        (await rest.Bounded())[^1].ShouldMatch("^retry: [1-5][0-9]{3}$");
        await RefusedAsync(app, "/letters/a", ticket, TicketApp.CookieOf(reader.Response));
        (await app.App.StatusAsync("/letters/a", "alice", HttpMethod.Post, (HeaderScheme.Claim, exp))).ShouldBe(HttpStatusCode.Unauthorized);
    }

    private static async Task RefusedAsync(TicketApp app, string path, string ticket, params string[] cookies)
    {
        var logged = app.App.Log.OfSse.Count;
        using var answer = await app.OpenAsync(path, ticket, cookies);
        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        answer.Headers.Contains("Set-Cookie").ShouldBeFalse();
        answer.Headers.GetValues("Referrer-Policy").ShouldBe(["no-referrer"]);
        var entry = app.App.Log.OfSse.Skip(logged).ShouldHaveSingleItem();
        entry.Level.ShouldBe(LogLevel.Warning);
        entry.Message.ShouldMatch("^A ticket for a stream of (LetterHub|OrderHub) was refused: [-a-z', ]+\\.$");
    }
}
