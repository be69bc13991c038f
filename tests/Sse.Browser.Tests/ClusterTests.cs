using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Sse.Tests;

public partial class ClusterTests(Chromium chromium)
{
    private const string AllRun = "served() && nodes().length === 3 && nodes().every(state => state === 'Running') && number('shown') > 60";

    public static TheoryData<string, Look> EnginesAndLooks => new()
    {
        { "nats", new Look(IsPhone: false, IsDark: false) },
        { "nats", new Look(IsPhone: true, IsDark: true) },
        { "postgres", new Look(IsPhone: false, IsDark: true) },
        { "postgres", new Look(IsPhone: true, IsDark: false) },
    };

    [Theory]
    [MemberData(nameof(EnginesAndLooks))]
    public async Task When_the_node_is_killed_that_serves_the_page_another_goes_on_without_a_gap_and_the_killed_one_comes_back(string engine, Look look)
    {
        await using var server = await StartAsync(engine);
        var page = await OpenAsync(server, look);
        await page.WaitForFunctionAsync(AllRun);

        for (var kill = 1; kill <= 2; kill++)
        {
            var (victim, before) = (await page.EvaluateAsync<int>("served()"), await page.EvaluateAsync<long>("settled()"));
            (await page.InnerTextAsync("#state")).ShouldBe($"served by node {victim}");
            (await page.InnerTextAsync($"#nodes li:nth-child({victim}) span")).ShouldBe("serves this page");
            await page.ClickAsync("#kill");
            await page.WaitForFunctionAsync("victim => served() && served() !== victim && ['Down', 'Starting'].includes(nodes()[victim - 1])", victim);
            await page.WaitForFunctionAsync("before => settled() > before + 100", before);
            await page.ShouldBeReadable();
            if (kill == 2) await Picture.Take(page, "cluster", look);
            await page.WaitForFunctionAsync("victim => nodes()[victim - 1] === 'Running'", victim);
            (await page.InnerTextAsync("#moves")).ShouldBe($"{kill}");
            await ShouldHaveEverything(page);
        }
        await page.CloseAsync();
    }

    [Theory]
    [InlineData("nats")]
    [InlineData("postgres")]
    public async Task While_no_node_lives_the_page_waits_and_then_has_everything(string engine)
    {
        await using var server = await StartAsync(engine);
        var page = await OpenAsync(server, new Look(IsPhone: false, IsDark: false));
        await page.WaitForFunctionAsync(AllRun);

        for (var node = 1; node <= 3; node++) (await KillAsync(page, server, node)).ShouldBe(204);
        await page.WaitForFunctionAsync("!served()");
        var before = await page.EvaluateAsync<long>("settled()");
        (await KillAsync(page, server, 4)).ShouldBe(404);
        (await page.InnerTextAsync("#state")).ShouldBeOneOf("waiting", "connecting");
        (await page.IsDisabledAsync("#kill")).ShouldBeTrue();
        await page.ShouldBeReadable();

        await page.WaitForFunctionAsync("before => served() && settled() > before + 200", before);
        await ShouldHaveEverything(page);
        await page.CloseAsync();
    }

    [Fact]
    public async Task Pages_take_turns_and_each_is_told_of_its_own_node()
    {
        await using var server = await StartAsync("nats");
        var first = await OpenAsync(server, new Look(IsPhone: false, IsDark: false));
        await first.WaitForFunctionAsync(AllRun);
        var node = await first.EvaluateAsync<int>("served()");

        var others = new Dictionary<IPage, int>();
        for (var i = 0; i < 3; i++)
        {
            var page = await OpenAsync(server, new Look(IsPhone: false, IsDark: false));
            await page.WaitForFunctionAsync(AllRun);
            others.Add(page, await page.EvaluateAsync<int>("served()"));
        }

        others.Values.Order().ShouldBe([1, 2, 3]);
        (await first.EvaluateAsync<int>("served()")).ShouldBe(node);
        (await first.InnerTextAsync("#moves")).ShouldBe("0");
        await server.Stop(); // with all of their streams open
        await first.WaitForFunctionAsync("!served()");
        await first.CloseAsync();
        foreach (var page in others.Keys) await page.CloseAsync();
    }

    [Fact]
    public async Task A_client_whose_node_dies_before_it_answers_is_answered_by_another()
    {
        await using var server = await StartAsync("nats");
        var page = await OpenAsync(server, new Look(IsPhone: false, IsDark: false));
        await page.WaitForFunctionAsync(AllRun);
        await page.CloseAsync();
        var node = ProcessFamily.Of(server.ProcessId).ProcessOf(line => line.Contains(" node 2 ", StringComparison.Ordinal));

        await SampleServer.SignalAsync(node, "STOP");
        using var client = new HttpClient { BaseAddress = server.Address, Timeout = TimeSpan.FromSeconds(30) };
        var answers = Enumerable.Range(0, 6).Select(_ => client.GetAsync(new Uri("/market/ACME", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken)).ToList();
        for (var i = 0; i < 4; i++) answers.Remove(await Task.WhenAny(answers));
        answers.ShouldAllBe(answer => !answer.IsCompleted, "they wait for the node that stands still");
        await SampleServer.SignalAsync(node, "KILL");

        foreach (var answer in await Task.WhenAll(answers))
        {
            answer.StatusCode.ShouldBe(System.Net.HttpStatusCode.OK);
            answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
        }
    }

    [Theory]
    [InlineData("nats", "KILL")]
    [InlineData("nats", "TERM")]
    [InlineData("postgres", "KILL")]
    [InlineData("postgres", "TERM")]
    public async Task When_it_is_ended_no_process_of_it_runs_on_and_no_folder_stays(string engine, string signal)
    {
        await using var server = await StartAsync(engine);
        var page = await OpenAsync(server, new Look(IsPhone: false, IsDark: false));
        await page.WaitForFunctionAsync(AllRun);
        var family = ProcessFamily.Of(server.ProcessId);
        var nodes = family.CommandLines.Where(line => line.Contains(" node ", StringComparison.Ordinal)).ToList();
        nodes.Count.ShouldBe(3);
        // PostgreSQL is nobody's child. It has its port in common with the nodes.
        family.Add(line => line.Contains($" -p {Port().Match(nodes[0]).Value} ", StringComparison.Ordinal));
        var folder = family.CommandLines.Select(line => Folder().Match(line)).First(match => match.Success).Value;
        Directory.Exists(folder).ShouldBeTrue();
        await page.CloseAsync();

        await SampleServer.SignalAsync(server.ProcessId, signal);

        await family.ShouldEndAsync();
        Directory.Exists(folder).ShouldBeFalse();
    }

    [Fact]
    public async Task An_engine_that_is_unknown_is_an_error_that_says_so()
    {
        var run = await Command.Run(Repository.PathOf("samples/Cluster"), "dotnet", [SampleServer.ProgramOf("Cluster"), "--engine", "redis"]);

        run.ExitCode.ShouldBe(1);
        run.Output.Trim().ShouldBe("There is no engine 'redis': --engine nats, or --engine postgres.");
    }

    private static async Task<SampleServer> StartAsync(string engine)
    {
        if (engine == "nats") Require.Program("nats-server");
        else if (!Directory.Exists("/usr/lib/postgresql")) Require.Program("pg_ctl", package: "postgresql");
        return await SamplePage.StartAsync("Cluster", "--engine", engine);
    }

    private async Task<IPage> OpenAsync(SampleServer server, Look look)
    {
        var page = await chromium.NewPage(look);
        await page.AddInitScriptAsync(PageText.Numbers + PageText.Nodes);
        await page.GotoAsync(server.Address.ToString());
        return page;
    }

    private static async Task<int> KillAsync(IPage page, SampleServer server, int node) =>
        (await page.APIRequest.PostAsync($"{server.Address}nodes/{node}/kill")).Status;

    private static async Task ShouldHaveEverything(IPage page)
    {
        (await page.InnerTextAsync("#verdict")).ShouldBe("Nothing lost, nothing doubled");
        (await page.InnerTextAsync("#gaps")).ShouldBe("0");
        (await page.EvaluateAsync<int>("symbols().length")).ShouldBe(8);
    }

    [GeneratedRegex(@"(?<=127\.0\.0\.1(:|;Port=))\d+", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Port();

    [GeneratedRegex(@"/\S*sse-cluster-\w+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Folder();
}
