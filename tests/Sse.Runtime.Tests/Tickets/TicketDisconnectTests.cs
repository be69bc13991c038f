using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Sse.Tests.Authorization;

namespace Sse.Tests.Tickets;

/// <summary>Who was disconnected, by user or claim, doesn't come back with what was given before: neither a ticket nor a cookie.</summary>
public class TicketDisconnectTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_a_user_was_given_before_lets_nobody_in(bool forGood)
    {
        await using var app = await TicketApp.StartAsync();
        var (spent, fresh) = (await app.IssueAsync("/letters/a"), await app.IssueAsync("/letters/a"));
        using var reader = await EventReader.OpenAsync(await app.OpenAsync("/letters/a", spent));
        app.App.Letters().Disconnect("alice", forGood).ShouldBe(1);
        await reader.RestAsync();
        (await app.StatusAsync("/letters/a", spent, TicketApp.CookieOf(reader.Response))).ShouldBe(HttpStatusCode.Unauthorized);
        (await app.StatusAsync("/letters/a", fresh)).ShouldBe(HttpStatusCode.Unauthorized);
        app.App.Log.OfSse[^1].Message.ShouldContain("its user was disconnected");

        // Still, shortly before the cookie would be over anyway.
        app.Time.Advance(TimeSpan.FromMinutes(10));
        (await app.StatusAsync("/letters/a", spent, TicketApp.CookieOf(reader.Response))).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Who_signs_in_again_is_given_new_ones()
    {
        await using var app = await TicketApp.StartAsync();
        app.App.Letters().Disconnect("alice");
        app.Time.Advance(TimeSpan.FromMilliseconds(1));
        var ticket = await app.IssueAsync("/letters/a");
        var cookie = await app.RedeemAsync("/letters/a", ticket);
        (await app.StatusAsync("/letters/a", ticket, cookie)).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Others_are_not_meant()
    {
        await using var app = await TicketApp.StartAsync();
        var seven = await app.IssueAsync("/letters/a", claim: "session=7");
        var eight = await app.IssueAsync("/letters/a", claim: "session=8");
        var cookies = new[] { await app.RedeemAsync("/letters/a", seven), await app.RedeemAsync("/letters/a", eight) };
        app.App.Services.GetRequiredService<SseStreams>().Disconnect("session", "7");
        app.App.Letters().Disconnect("bob");
        app.App.Letters().Disconnect("ALICE");
        (await app.StatusAsync("/letters/a", seven, cookies[0])).ShouldBe(HttpStatusCode.Unauthorized);
        (await app.StatusAsync("/letters/a", eight, cookies[1])).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Another_hub_is_not_meant_unless_all_are()
    {
        await using var app = await TicketApp.StartAsync();
        var ticket = await app.IssueAsync("/orders/7");
        var cookie = await app.RedeemAsync("/orders/7", ticket);
        app.App.Letters().Disconnect("alice");
        (await app.StatusAsync("/orders/7", ticket, cookie)).ShouldBe(HttpStatusCode.OK);
        app.App.Services.GetRequiredService<SseStreams>().Disconnect("alice");
        (await app.StatusAsync("/orders/7", ticket, cookie)).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_disconnect_that_had_to_be_forgotten_keeps_out_whoever_may_have_been_meant()
    {
        await using var app = await TicketApp.StartAsync();
        var (alices, bobs) = (await app.IssueAsync("/mine"), await app.IssueAsync("/mine", "bob"));
        var cookies = new[] { await app.RedeemAsync("/mine", alices), await app.RedeemAsync("/mine", bobs) };
        app.App.Letters().Disconnect("alice");
        for (var i = 0; i < 10_000; i++) app.App.Letters().Disconnect("session", $"{i}");
        (await app.StatusAsync("/mine", alices, cookies[0])).ShouldBe(HttpStatusCode.Unauthorized);
        (await app.StatusAsync("/mine", bobs, cookies[1])).ShouldBe(HttpStatusCode.Unauthorized);
        app.Time.Advance(TimeSpan.FromSeconds(1));
        (await app.StatusAsync("/mine", await app.IssueAsync("/mine", "bob"))).ShouldBe(HttpStatusCode.OK);
    }
}
