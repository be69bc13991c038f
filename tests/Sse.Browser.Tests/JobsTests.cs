using Microsoft.Playwright;

namespace Sse.Tests;

public class JobsTests(Chromium chromium)
{
    // Keeps what the page shows at the end of each snapshot.
    private const string WatchSnapshots = """
        const add = EventSource.prototype.addEventListener;
        EventSource.prototype.addEventListener = function (type, handle) {
          add.call(this, type, type !== 'sse-live' ? handle : e => { handle(e); (window.ends ??= []).push(state()); });
        };
        window.state = () => Object.fromEntries([...jobs].map(([id, job]) => [id, { done: job.bar.value, state: job.state, shown: job.element.dataset.state }]));
        """;

    // Which of the jobs that were seen before are missing now, or behind.
    private const string Behind = """
        ([before, now]) => Object.keys(before).filter(id => !now[id] || now[id].done < before[id].done || states.indexOf(now[id].state) < states.indexOf(before[id].state))
        """;

    private const string Lively = "!snapshot && lists.Running.children.length === 3 && lists.Waiting.children.length > 0 && [...jobs.values()].some(job => job.state === 'Finished')";

    [Theory]
    [MemberData(nameof(Look.All), MemberType = typeof(Look))]
    public async Task A_page_that_is_opened_in_the_middle_shows_every_job_at_once(Look look)
    {
        await using var server = new SampleServer("Jobs");
        await server.Start();
        var first = await Open(server, look);
        await first.WaitForFunctionAsync(Picture.IsWanted ? Lively + " && [...jobs.values()].some(job => job.state === 'Failed')" : Lively);
        var before = await first.EvaluateAsync<object>("state()");

        var page = await Open(server, look);
        await page.WaitForFunctionAsync("window.ends");

        (await page.EvaluateAsync<string[]>(Behind.Replace("now]", "now = ends[0]]", StringComparison.Ordinal), new[] { before })).ShouldBeEmpty();
        await page.WaitForFunctionAsync("proof.updates > 10");
        (await page.InnerTextAsync("#verdict")).ShouldBe("No bar ever went back");
        (await page.EvaluateAsync<int>("ends.length")).ShouldBe(1);
        await page.ShouldBeReadable();
        await Picture.Take(page, "jobs", look);
        await first.CloseAsync();
        await page.CloseAsync();
    }

    [Theory]
    [MemberData(nameof(Look.All), MemberType = typeof(Look))]
    public async Task No_bar_goes_back_over_a_cut_and_a_reload(Look look)
    {
        await using var server = new SampleServer("Jobs");
        await server.Start();
        var page = await Open(server, look);
        var witness = await Open(server, look);
        await page.WaitForFunctionAsync(Lively);

        await page.ClickAsync("#cut");
        (await page.InnerTextAsync("#state")).ShouldBe("cut");
        await page.ShouldBeReadable();
        var updates = await witness.EvaluateAsync<int>("proof.updates");
        await witness.WaitForFunctionAsync("updates => proof.updates > updates + 50", updates);
        var meanwhile = await witness.EvaluateAsync<object>("state()");
        await page.ClickAsync("#cut");
        await page.WaitForFunctionAsync($"before => ({Behind})([before, state()]).length === 0", meanwhile);
        (await page.InnerTextAsync("#verdict")).ShouldBe("No bar ever went back");
        (await page.EvaluateAsync<int>("ends.length")).ShouldBe(1, "the page goes on where it was");

        var before = await page.EvaluateAsync<object>("state()");
        await page.ReloadAsync();
        await page.WaitForFunctionAsync("window.ends");
        (await page.EvaluateAsync<string[]>(Behind.Replace("now]", "now = ends[0]]", StringComparison.Ordinal), new[] { before })).ShouldBeEmpty();
        await page.CloseAsync();
        await witness.CloseAsync();
    }

    [Fact]
    public async Task The_stream_of_one_job_ends_for_good_when_the_job_does()
    {
        await using var server = new SampleServer("Jobs");
        await server.Start();
        var page = await Open(server, new Look(IsPhone: false, IsDark: false));
        await page.WaitForFunctionAsync("jobs.has('1')");

        var states = await page.EvaluateAsync<string[]>("""
            () => new Promise(ended => {
              const seen = [], one = new EventSource('/jobs/1');
              one.addEventListener('job', e => { if (seen.at(-1) !== JSON.parse(e.data).state) seen.push(JSON.parse(e.data).state); });
              one.onerror = () => { if (one.readyState === EventSource.CLOSED) ended(seen); };
            })
            """);

        states[^1].ShouldBe("Finished");
        await page.WaitForFunctionAsync("jobs.get('1').state === 'Finished'");
        await page.CloseAsync();
    }

    [Fact]
    public async Task A_restart_is_told_and_the_list_is_replaced()
    {
        await using var server = new SampleServer("Jobs");
        await server.Start();
        var page = await Open(server, new Look(IsPhone: true, IsDark: true));
        await page.WaitForFunctionAsync(Lively);

        await server.Stop();
        await page.WaitForFunctionAsync("document.getElementById('state').textContent === 'connecting'");
        await server.Start();
        await page.WaitForFunctionAsync("proof.gaps === 1 && !snapshot && lists.Running.children.length === 3");

        (await page.EvaluateAsync<string[]>("[...jobs].filter(([id, job]) => job.state === 'Finished').map(([id]) => id)")).ShouldBeEmpty();
        (await page.InnerTextAsync("#verdict")).ShouldBe("No bar ever went back");
        (await page.InnerTextAsync("#detail")).ShouldEndWith("a gap was told (OtherEpoch) and closed by a snapshot");
        await page.CloseAsync();
    }

    [Fact]
    public async Task A_job_that_is_added_is_seen_and_a_bar_that_goes_back_is_noticed()
    {
        await using var server = new SampleServer("Jobs");
        await server.Start();
        var page = await Open(server, new Look(IsPhone: false, IsDark: true));
        await page.WaitForFunctionAsync(Lively);

        for (var click = 0; click < 3; click++) await page.ClickAsync("#add");
        await page.WaitForFunctionAsync("lists.Waiting.children.length > 3");

        await page.EvaluateAsync("source.close(); for (const done of [5, 6, 4]) change({ title: 'odd', state: 'Running', done, of: 10 }, '999'); prove()");
        (await page.InnerTextAsync("#verdict")).ShouldBe("Bars went back: 1");
        (await page.GetAttributeAsync("#proof", "data-ok")).ShouldBe("false");
        await page.ShouldBeReadable();
        await page.CloseAsync();
    }

    private async Task<IPage> Open(SampleServer server, Look look)
    {
        var page = await chromium.NewPage(look);
        await page.AddInitScriptAsync(WatchSnapshots);
        await page.GotoAsync(server.Address.ToString());
        return page;
    }
}
