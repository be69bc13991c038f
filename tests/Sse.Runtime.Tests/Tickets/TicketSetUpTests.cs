using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Sse.Tests.Authorization;

namespace Sse.Tests.Tickets;

/// <summary>What an application sets, and what it is told when that can't be.</summary>
public class TicketSetUpTests
{
    [Fact]
    public async Task Without_the_scheme_an_endpoint_says_what_is_missing() =>
        (await Should.ThrowAsync<InvalidOperationException>(() => AuthApp.StartAsync(app => app.MapSse<LetterHub>("/letters", o => o.AcceptsTickets = true))))
            .Message.ShouldBe("/letters: AcceptsTickets is set, and nobody knows tickets. Call services.AddAuthentication(…).AddSseTicket().");

    [Theory]
    [InlineData(0, 600, 3_600, "Lifetime is 00:00:00; it must be between 00:00:01 and 00:10:00.")]
    [InlineData(601, 600, 3_600, "Lifetime is 00:10:01; it must be between 00:00:01 and 00:10:00.")]
    [InlineData(30, 9, 3_600, "CookieLifetime is 00:00:09; it must be between 00:00:10 and 1.00:00:00.")]
    [InlineData(30, 86_401, 3_600, "CookieLifetime is 1.00:00:01; it must be between 00:00:10 and 1.00:00:00.")]
    [InlineData(30, 600, 9, "StreamLifetime is 00:00:09; it must be between 00:00:10 and 365.00:00:00.")]
    public async Task Times_that_can_not_be_are_refused_at_the_start(int lifetime, int cookie, int stream, string problem)
    {
        var failure = await Should.ThrowAsync<OptionsValidationException>(() => TicketApp.StartAsync(o =>
            (o.Lifetime, o.CookieLifetime, o.StreamLifetime) = (TimeSpan.FromSeconds(lifetime), TimeSpan.FromSeconds(cookie), TimeSpan.FromSeconds(stream))));
        failure.Message.ShouldBe("SseTicketOptions." + problem);
    }

    [Fact]
    public async Task Claims_that_are_not_kept_are_not_in_the_ticket_and_too_many_make_none()
    {
        await using var all = await TicketApp.StartAsync();
        var large = $"groups={Convert.ToBase64String(new byte[4_500])}";
        (await all.App.StatusAsync("/letters/a", "alice", HttpMethod.Post, (HeaderScheme.Claim, large))).ShouldBe(HttpStatusCode.InternalServerError);
        all.App.Log.Errors.ShouldHaveSingleItem().Exception!.Message.ShouldEndWith("6000 fit into an address. Choose fewer with SseTicketOptions.KeepClaim.");

        await using var few = await TicketApp.StartAsync(o => o.KeepClaim = claim => claim.Type != "groups");
        var ticket = await few.IssueAsync("/letters/a", claim: large);
        ticket.Length.ShouldBeLessThan(500);
        (await few.StatusAsync("/letters/a", ticket)).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_cookie_is_as_the_application_says()
    {
        await using var app = await TicketApp.StartAsync(o => (o.Cookie.Name, o.Cookie.SameSite, o.Cookie.SecurePolicy, o.Cookie.Path, o.CookieLifetime) = ("mine", SameSiteMode.None, CookieSecurePolicy.Always, "/x", TimeSpan.FromSeconds(20)));
        using var answer = await app.OpenAsync("/letters/a", await app.IssueAsync("/letters/a"));
        answer.Headers.GetValues("Set-Cookie").ShouldHaveSingleItem().ShouldMatch("^mine-[0-9a-f]{26}=[-_A-Za-z0-9]+; max-age=20; path=/x; secure; samesite=none; httponly$");
    }

    [Theory]
    [InlineData("/orders/7", "/orders/7")]
    [InlineData("/orders/K%C3%B6ln", "/orders/")]
    [InlineData("/orders/a%2Fb", "/orders/")]
    [InlineData("/orders/a;Domain=x", "/orders/")]
    public async Task Its_path_is_the_streams_or_what_of_it_is_written_in_one_way_only(string stream, string path)
    {
        await using var app = await TicketApp.StartAsync();
        using var answer = await app.OpenAsync(stream, await app.IssueAsync(stream));
        answer.Headers.GetValues("Set-Cookie").ShouldHaveSingleItem().ShouldContain($"; path={path}; ");
    }

    [Fact]
    public async Task A_browser_is_not_filled_with_cookies()
    {
        await using var app = await TicketApp.StartAsync();
        var cookies = new List<string>();
        string? ticket = null;
        for (var i = 0; i < 30; i++)
        {
            app.Time.Advance(TimeSpan.FromSeconds(1));
            using var answer = await app.OpenAsync("/letters/a", ticket = await app.IssueAsync("/letters/a"), [.. cookies, "other=1"]);
            answer.StatusCode.ShouldBe(HttpStatusCode.OK);
            foreach (var said in answer.Headers.GetValues("Set-Cookie"))
            {
                if (said.Contains("max-age=", StringComparison.Ordinal)) cookies.Add(said.Split(';')[0]);
                else cookies.RemoveAll(cookie => cookie.StartsWith(said.Split('=')[0] + "=", StringComparison.Ordinal)).ShouldBe(1);
            }
        }
        cookies.Count.ShouldBe(20);
        (await app.StatusAsync("/letters/a", ticket!, [.. cookies])).ShouldBe(HttpStatusCode.OK, "the newest are kept");
    }

    [Fact]
    public async Task A_stream_that_gives_tickets_is_still_one_operation_and_is_warned_of_once()
    {
        var (app, _) = await AuthApp.StartAsync(
            app => app.MapSse<LetterHub>("/letters/{topic}", o => o.AcceptsTickets = true).WithName("letters").RequireAuthorization(),
            services => services.AddAuthentication().AddSseTicket());
        await using var running = app;
        app.Services.GetRequiredService<LinkGenerator>().GetPathByName("letters", new { topic = "a" }).ShouldBe("/letters/a");
        app.Log.OfSse.ShouldHaveSingleItem().Message.ShouldStartWith("/letters/{topic}: whoever may call");
        using var head = await app.SendAsync("/letters/a", "alice", HttpMethod.Head);
        head.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task HEAD_spends_nothing()
    {
        await using var app = await TicketApp.StartAsync();
        var ticket = await app.IssueAsync("/letters/a");
        (await app.App.StatusAsync(TicketApp.At("/letters/a", ticket), method: HttpMethod.Head)).ShouldBe(HttpStatusCode.Unauthorized);
        (await app.StatusAsync("/letters/a", ticket)).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Where_tickets_are_not_accepted_one_is_nothing()
    {
        await using var app = await TicketApp.StartAsync(map: app => app.MapSse<LetterHub>("/plain/{topic}", o => o.TopicsArePublic = true).RequireAuthorization());
        var ticket = await app.IssueAsync("/letters/a");
        (await app.StatusAsync("/plain/a", ticket)).ShouldBe(HttpStatusCode.Unauthorized);
        (await app.App.StatusAsync("/plain/a", "alice", HttpMethod.Post)).ShouldBe(HttpStatusCode.MethodNotAllowed);
    }
}
