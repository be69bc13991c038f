using Microsoft.Playwright;

namespace Sse.Tests;

public class JobsTests(Chromium chromium)
{
    // Keeps what the page shows when a snapshot has just ended.
    private const string WatchSnapshots = """
        window.states = ['Waiting', 'Running', 'Finished', 'Failed'];
        window.ends = [];
        window.count = id => document.getElementById(id).children.length;
        window.state = () => Object.fromEntries([...document.querySelectorAll('li[data-id]')].map(job => [job.dataset.id, { done: job.querySelector('progress').value, state: job.dataset.state }]));
        window.updates = () => Number(/^[\d,]+/.exec(document.getElementById('detail').textContent)?.[0].replace(/,/g, '') ?? 0);
        window.isLive = () => !['Reading the snapshot', undefined].includes(document.getElementById('verdict')?.textContent);
        let was = false;
        new MutationObserver(() => {
          if (isLive() && !was) ends.push(state());
          was = isLive();
        }).observe(document, { subtree: true, childList: true, characterData: true });
        """;

    // Which of the jobs that were seen before are missing now, or behind.
    private const string Behind = """
        ([before, now]) => Object.keys(before).filter(id => !now[id] || now[id].done < before[id].done || states.indexOf(now[id].state) < states.indexOf(before[id].state))
        """;

    private const string Lively = "isLive() && count('running') === 3 && count('waiting') > 0 && Object.values(state()).some(job => job.state === 'Finished')";

    [Theory]
    [MemberData(nameof(Look.All), MemberType = typeof(Look))]
    public async Task A_page_that_is_opened_in_the_middle_shows_every_job_at_once(Look look)
    {
        await using var server = await SamplePage.StartAsync("Jobs");
        var first = await Open(server, look);
        await first.WaitForFunctionAsync(Picture.IsWanted ? Lively + " && Object.values(state()).some(job => job.state === 'Failed')" : Lively);
        var before = await first.EvaluateAsync<object>("state()");

        var page = await Open(server, look);
        await page.WaitForFunctionAsync("ends.length > 0");

        (await page.EvaluateAsync<string[]>(Behind.Replace("now]", "now = ends[0]]", StringComparison.Ordinal), new[] { before })).ShouldBeEmpty();
        await page.WaitForFunctionAsync("updates() > 10");
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
        await using var server = await SamplePage.StartAsync("Jobs");
        var page = await Open(server, look);
        var witness = await Open(server, look);
        await page.WaitForFunctionAsync(Lively);

        await page.ClickAsync("#cut");
        (await page.InnerTextAsync("#state")).ShouldBe("cut");
        await page.ShouldBeReadable();
        var before = await witness.EvaluateAsync<int>("updates()");
        await witness.WaitForFunctionAsync("before => updates() > before + 50", before);
        var meanwhile = await witness.EvaluateAsync<object>("state()");
        await page.ClickAsync("#cut");
        await page.WaitForFunctionAsync($"before => ({Behind})([before, state()]).length === 0", meanwhile);
        (await page.InnerTextAsync("#verdict")).ShouldBe("No bar ever went back");
        (await page.EvaluateAsync<int>("ends.length")).ShouldBe(1, "the page goes on where it was");

        var seen = await page.EvaluateAsync<object>("state()");
        await page.ReloadAsync();
        await page.WaitForFunctionAsync("ends.length > 0");
        (await page.EvaluateAsync<string[]>(Behind.Replace("now]", "now = ends[0]]", StringComparison.Ordinal), new[] { seen })).ShouldBeEmpty();
        await page.CloseAsync();
        await witness.CloseAsync();
    }

    [Fact]
    public async Task The_stream_of_one_job_ends_for_good_when_the_job_does()
    {
        await using var server = await SamplePage.StartAsync("Jobs");
        var page = await Open(server, new Look(IsPhone: false, IsDark: false));
        await page.WaitForFunctionAsync("state()['1']");

        var states = await page.EvaluateAsync<string[]>("""
            () => new Promise(ended => {
              const seen = [], one = new EventSource('/jobs/1');
              one.addEventListener('job', e => { if (seen.at(-1) !== JSON.parse(e.data).state) seen.push(JSON.parse(e.data).state); });
              one.onerror = () => { if (one.readyState === EventSource.CLOSED) ended(seen); };
            })
            """);

        states[^1].ShouldBe("Finished");
        await page.WaitForFunctionAsync("state()['1'].state === 'Finished'");
        await page.CloseAsync();
    }

    [Fact]
    public async Task A_restart_is_told_and_the_list_is_replaced()
    {
        await using var server = await SamplePage.StartAsync("Jobs");
        var page = await Open(server, new Look(IsPhone: true, IsDark: true));
        await page.WaitForFunctionAsync(Lively);

        await server.Stop();
        await page.WaitForFunctionAsync("['waiting', 'connecting'].includes(document.getElementById('state').textContent)");
        await server.Start();
        await page.WaitForFunctionAsync("ends.length === 2 && count('running') === 3");

        (await page.EvaluateAsync<string[]>("Object.entries(state()).filter(([, job]) => job.state === 'Finished').map(([id]) => id)")).ShouldBeEmpty();
        (await page.InnerTextAsync("#verdict")).ShouldBe("No bar ever went back");
        (await page.InnerTextAsync("#detail")).ShouldEndWith("a gap was told (OtherEpoch) and closed by a snapshot");
        await page.CloseAsync();
    }

    [Fact]
    public async Task A_job_that_is_added_is_seen()
    {
        await using var server = await SamplePage.StartAsync("Jobs");
        var page = await Open(server, new Look(IsPhone: false, IsDark: true));
        await page.WaitForFunctionAsync(Lively);

        for (var click = 0; click < 3; click++) await page.ClickAsync("#add");
        await page.WaitForFunctionAsync("count('waiting') > 3");
        await page.CloseAsync();
    }

    [Fact]
    public async Task A_bar_that_goes_back_is_noticed_and_so_is_a_snapshot_that_may_not_be_whole()
    {
        await using var server = await SamplePage.StartAsync("Jobs");
        var page = await chromium.NewPage(new Look(IsPhone: false, IsDark: true));
        await StreamText.AnswerAsync(page, "/jobs",
            Task.FromResult(StreamText.Live("e-0") + Job(5) + Job(6) + Job(4) + StreamText.End("e-3")),
            Task.FromResult(StreamText.Gap("e-4") + StreamText.Live("e-4", complete: false) + StreamText.End("e-4")),
            Task.FromResult(StreamText.Gap("e-5") + StreamText.Live("e-5") + StreamText.End("e-5")));
        await page.GotoAsync(server.Address.ToString());
        await page.WaitForFunctionAsync("document.getElementById('state').textContent === 'closed'");

        (await page.InnerTextAsync("#verdict")).ShouldBe("Bars went back: 1");
        (await page.GetAttributeAsync("#proof", "data-ok")).ShouldBe("false");
        (await page.InnerTextAsync("#running .number")).ShouldBe("#999", "a job's number is its topic");
        await page.ShouldBeReadable();

        await ConnectAgain(page);
        await page.WaitForFunctionAsync("document.querySelectorAll('#running li[data-stale]').length === 1");
        await ConnectAgain(page);
        await page.WaitForFunctionAsync("document.querySelectorAll('#running li').length === 0");
        await page.CloseAsync();
    }

    private static string Job(int done) => StreamText.Event("job", $"e-{done}/999", $$"""{"title":"odd","state":"Running","done":{{done}},"of":10}""");

    private static async Task ConnectAgain(IPage page)
    {
        await page.ClickAsync("#cut");
        await page.ClickAsync("#cut");
    }

    private async Task<IPage> Open(SampleServer server, Look look)
    {
        var page = await chromium.NewPage(look);
        await page.AddInitScriptAsync(WatchSnapshots);
        await page.GotoAsync(server.Address.ToString());
        return page;
    }
}
