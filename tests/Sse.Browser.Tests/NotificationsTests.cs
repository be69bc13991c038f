using Microsoft.Playwright;

namespace Sse.Tests;

/// <summary>Two users in two browsers: whatever is theirs stays theirs.</summary>
public class NotificationsTests(Chromium chromium)
{
    private static readonly Look Desktop = new(IsPhone: false, IsDark: false);

    // Reads whatever a page's addresses give to whoever is signed in there, until a word of their own has come.
    private const string ReadAll = """
        async ([addresses, until]) => {
          const read = async address => {
            const answer = await fetch(address.path, { headers: address.id ? { 'Last-Event-ID': address.id } : {} });
            if (answer.status !== 200 || !answer.headers.get('content-type').startsWith('text/event-stream')) return { status: answer.status, text: await answer.text() };
            const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
            let text = '';
            for (let part; !text.includes(until) && !(part = await reader.read()).done;) text += part.value;
            await reader.cancel();
            return { status: 200, text };
          };
          const answers = [];
          for (const address of addresses) answers.push(await read(address));
          return answers;
        }
        """;

    [Theory]
    [MemberData(nameof(Look.All), MemberType = typeof(Look))]
    public async Task Each_user_is_told_what_is_theirs(Look look)
    {
        await using var server = new SampleServer("Notifications");
        await server.Start();
        var (alice, bob) = (await SignInAsync(server, "alice", look), await SignInAsync(server, "bob", look));
        await alice.ShouldBeReadable();

        await SendAsync(bob, "alice", "The parcel is at the door");
        await SendAsync(alice, "bob", "Lunch at one?");
        await SendAsync(bob, "alice", "Your order has left");
        await alice.WaitForFunctionAsync("document.querySelectorAll('#toasts p').length === 2");
        await bob.WaitForFunctionAsync("document.querySelectorAll('#list li').length === 1");

        (await TextsAsync(alice, "#list li p")).ShouldBe(["Your order has left", "The parcel is at the door"]);
        (await TextsAsync(alice, "#toasts p")).ShouldBe(["bob: The parcel is at the door", "bob: Your order has left"]);
        (await TextsAsync(bob, "#list li p")).ShouldBe(["Lunch at one?"]);
        (await alice.IsVisibleAsync("#admin")).ShouldBeTrue();
        (await bob.IsVisibleAsync("#admin")).ShouldBeFalse();
        (await alice.InnerTextAsync("#position")).ShouldMatch("^[a-z0-9]{8}-x[A-Za-z0-9_-]{22}$");
        await alice.ShouldBeReadable();
        await bob.ShouldBeReadable();
        await Picture.Take(alice, "notifications", look);

        // After a reload the list is there again, and nothing of it is news.
        await alice.ReloadAsync();
        await alice.WaitForFunctionAsync("document.querySelectorAll('#list li').length === 2 && document.getElementById('state').textContent === 'open'");
        (await TextsAsync(alice, "#toasts p")).ShouldBeEmpty();
        await alice.CloseAsync();
        await bob.CloseAsync();
    }

    [Fact]
    public async Task No_address_shows_anything_of_another_user()
    {
        await using var server = new SampleServer("Notifications");
        await server.Start();
        var (alice, bob) = (await SignInAsync(server, "alice", Desktop), await SignInAsync(server, "bob", Desktop));
        await SendAsync(alice, "bob", "of bob alone");
        await SendAsync(bob, "alice", "of alice alone");
        await bob.WaitForFunctionAsync("document.querySelectorAll('#list li').length === 1");
        await alice.WaitForFunctionAsync("document.querySelectorAll('#list li').length === 1");
        var bobs = await bob.InnerTextAsync("#position");
        var ids = new[] { bobs, $"{bobs}/sse-user.bob", "earliest", "snapshot", $"{bobs}.{bobs.Split("-x")[1]}", "zzzzzzzz-1" };
        var addresses = new List<object>();
        foreach (var topic in new[] { "bob", "sse-user.bob", "sse-user%2Ebob", "sse%2Duser.bob", "%73se-user.bob", "SSE-USER.BOB", "*", "..%2Fsse-user.bob" })
        {
            addresses.Add(new { path = $"/notifications/{topic}", id = "" });
            addresses.Add(new { path = $"/notifications/?x=/{topic}", id = "" });
            foreach (var query in new[] { "topic", "topics", "user", "userId", "name", "sub" }) addresses.Add(new { path = $"/notifications?{query}={topic}", id = "earliest" });
        }
        foreach (var id in ids)
        {
            addresses.Add(new { path = "/notifications", id });
            addresses.Add(new { path = $"/notifications?topic=sse-user.bob&lastEventId={Uri.EscapeDataString(id)}", id = "" });
        }

        // Something new of both comes while they are read; what is the reader's own ends each of them.
        await alice.EvaluateAsync("setInterval(() => { for (const to of ['bob', 'alice']) fetch('/letters', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ to, text: `news of ${to} alone` }) }); }, 20); 0");
        var answers = await alice.EvaluateAsync<Answer[]>(ReadAll, new object[] { addresses, "news of alice alone" });

        answers.Length.ShouldBe(addresses.Count);
        answers.ShouldAllBe(answer => !answer.Text.Contains("of bob alone", StringComparison.Ordinal));
        answers.Select(answer => answer.Status).ToHashSet().ShouldBeSubsetOf([200, 403, 404]);
        answers.Count(answer => answer.Status == 200 && answer.Text.Contains("news of alice alone", StringComparison.Ordinal)).ShouldBeGreaterThan(20);
        // Where they are bob's, the same means find them.
        var own = (await bob.EvaluateAsync<Answer[]>(ReadAll, new object[] { new object[] { new { path = "/notifications", id = bobs } }, "news of bob alone" }))[0].Text;
        own.ShouldContain("news of bob alone");
        own.ShouldNotContain("of alice alone");
        // Nor does anyone see anything who hasn't signed in.
        var nobody = await chromium.NewPage();
        await nobody.GotoAsync(server.Address.ToString());
        (await nobody.EvaluateAsync<Answer[]>(ReadAll, new object[] { addresses, "alone" })).Select(answer => answer.Status).ToHashSet().ShouldBeSubsetOf([401, 404]);
        foreach (var page in new[] { alice, bob, nobody }) await page.CloseAsync();
    }

    [Fact]
    public async Task Signing_out_ends_the_stream_of_that_sign_in_and_of_no_other()
    {
        await using var server = new SampleServer("Notifications");
        await server.Start();
        var (alice, elsewhere, bob) = (await SignInAsync(server, "alice", Desktop), await SignInAsync(server, "alice", Desktop), await SignInAsync(server, "bob", Desktop));
        // A second stream of the same sign-in, which no page closes.
        await alice.EvaluateAsync("window.other = new EventSource('/notifications'); other.onerror = () => { if (other.readyState === EventSource.CLOSED) window.ended = true; }");
        await alice.WaitForFunctionAsync("other.readyState === EventSource.OPEN");

        await alice.ClickAsync("#signout");
        await alice.WaitForFunctionAsync("window.ended && document.getElementById('state').textContent === 'signed out'");
        (await alice.IsVisibleAsync("#inbox")).ShouldBeFalse();
        (await alice.EvaluateAsync<int>("fetch('/notifications').then(answer => answer.status)")).ShouldBe(401);

        await SendAsync(bob, "alice", "Are you there?");
        await elsewhere.WaitForFunctionAsync("document.querySelectorAll('#list li').length === 1");
        (await TextsAsync(alice, "#list li")).ShouldBeEmpty();
        await alice.ClickAsync("#signin [name=alice]");
        await alice.WaitForFunctionAsync("document.querySelectorAll('#list li').length === 1");
        foreach (var page in new[] { alice, elsewhere, bob }) await page.CloseAsync();
    }

    [Theory]
    [InlineData("")]
    [InlineData("token.html")]
    public async Task A_ban_ends_the_stream_at_once_and_keeps_the_user_out(string path)
    {
        await using var server = new SampleServer("Notifications");
        await server.Start();
        var (alice, bob) = (await SignInAsync(server, "alice", Desktop), await SignInAsync(server, "bob", Desktop, path));
        await SendAsync(alice, "bob", "before");
        await bob.WaitForFunctionAsync("document.querySelectorAll('#list li').length === 1");

        await alice.ClickAsync("#bans button");
        await bob.WaitForFunctionAsync("document.getElementById('state').textContent === 'banned'");
        (await bob.InnerTextAsync("#refusal")).ShouldBe("You are banned.");
        await bob.ShouldBeReadable();
        await SendAsync(alice, "bob", "behind his back");
        await bob.ClickAsync("#signin [name=bob]");
        await bob.WaitForFunctionAsync("document.getElementById('refusal').textContent === 'bob is banned.'");
        (await TextsAsync(bob, "#list li")).ShouldBeEmpty();
        (await bob.EvaluateAsync<int>("fetch('/notifications').then(answer => answer.status)")).ShouldBeOneOf(401, 403);

        // Nobody but alice can say so.
        (await bob.EvaluateAsync<int>("fetch('/ban/alice', { method: 'POST' }).then(answer => answer.status)")).ShouldBeOneOf(401, 403);
        await alice.WaitForFunctionAsync("document.querySelector('#bans button').textContent === 'Let bob in again'");
        await alice.ClickAsync("#bans button");
        await alice.WaitForFunctionAsync("document.querySelector('#bans button').textContent === 'Ban bob'");
        await bob.ClickAsync("#signin [name=bob]");
        await bob.WaitForFunctionAsync("document.querySelectorAll('#list li').length === 2");
        await alice.CloseAsync();
        await bob.CloseAsync();
    }

    [Theory]
    [MemberData(nameof(Look.All), MemberType = typeof(Look))]
    public async Task A_page_with_a_token_opens_its_stream_with_a_ticket_whoever_else_is_signed_in(Look look)
    {
        await using var server = new SampleServer("Notifications");
        await server.Start();
        var alice = await SignInAsync(server, "alice", look);
        // In the browser where alice has her cookie, bob is who the token says.
        var bob = await alice.RunAndWaitForPopupAsync(() => alice.EvaluateAsync("open('token.html'); 0"));
        await bob.WaitForFunctionAsync("document.getElementById('state')?.textContent === 'signed out'");
        await bob.ShouldBeReadable();
        var used = new List<string>();
        bob.Request += (_, request) =>
        {
            if (request.Url.Contains("ticket=", StringComparison.Ordinal)) used.Add(request.Url);
        };
        await bob.ClickAsync("#signin [name=bob]");
        await bob.WaitForFunctionAsync("document.getElementById('state').textContent === 'open'");
        await SendAsync(alice, "alice", "to alice");
        await SendAsync(alice, "bob", "to <b>bob</b>");
        await bob.WaitForFunctionAsync("document.querySelectorAll('#toasts p').length === 1");
        await alice.WaitForFunctionAsync("document.querySelectorAll('#list li').length === 1");

        (await TextsAsync(bob, "#list li p")).ShouldBe(["to <b>bob</b>"]);
        (await TextsAsync(alice, "#list li p")).ShouldBe(["to alice"]);
        (await bob.InnerTextAsync("#tickets")).ShouldBe("1");
        await bob.ShouldBeReadable();
        // The address is of no use to anybody any more, and the token is in no cookie.
        used.ShouldHaveSingleItem();
        (await bob.EvaluateAsync<int>("address => fetch(address, { credentials: 'omit' }).then(answer => answer.status)", used[0])).ShouldBe(401);
        (await bob.EvaluateAsync<string>("document.cookie")).ShouldBeEmpty();

        await bob.ClickAsync("#signout");
        await bob.WaitForFunctionAsync("document.getElementById('state').textContent === 'signed out'");
        await alice.WaitForFunctionAsync("document.getElementById('state').textContent === 'open'");
        await alice.CloseAsync();
        await bob.CloseAsync();
    }

    private async Task<IPage> SignInAsync(SampleServer server, string name, Look look, string path = "")
    {
        var page = await chromium.NewPage(look);
        await page.GotoAsync(server.Address + path);
        await page.WaitForFunctionAsync("document.getElementById('state').textContent === 'signed out'");
        await page.ShouldBeReadable();
        await page.ClickAsync($"#signin [name={name}]");
        await page.WaitForFunctionAsync("document.getElementById('state').textContent === 'open'");
        return page;
    }

    private static async Task SendAsync(IPage page, string to, string text)
    {
        await page.SelectOptionAsync("#to", to);
        await page.FillAsync("#text", text);
        await page.ClickAsync("#letter button");
        await page.WaitForFunctionAsync("document.getElementById('text').value === ''");
    }

    private static Task<string[]> TextsAsync(IPage page, string selector) =>
        page.EvaluateAsync<string[]>("selector => [...document.querySelectorAll(selector)].map(element => element.textContent)", selector);

    private sealed record Answer(int Status, string Text)
    {
        public Answer()
            : this(0, "")
        {
        }
    }
}
