using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;

namespace Sse.Tests;

/// <summary>What the page is made of.</summary>
public class PageTests
{
    [Theory]
    [InlineData("/sse", "./sse/")]
    [InlineData("/sse/", "./")]
    [InlineData("/behind/sse", "./sse/")]
    [InlineData("/ops/%C3%BC/sse", "./sse/")]
    public async Task Its_parts_are_beside_it_wherever_it_is(string path, string root)
    {
        await using var server = await DashboardServer.StartAsync(app =>
        {
            app.UsePathBase("/behind");
            app.UseRouting();
            app.MapSseDashboard("/sse").AllowAnonymous();
            app.MapSseDashboard("/ops/{name}/sse").AllowAnonymous();
        });
        var html = await server.Client.GetStringAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken).Bounded();
        html.ShouldContain($"data-root=\"{root}\"");
        html.ShouldContain($"src=\"{root}dashboard.js\"");
        var address = new Uri(new Uri(server.Client.BaseAddress!, path), $"{root}dashboard.js");
        (await server.Client.GetStringAsync(address, TestContext.Current.CancellationToken).Bounded()).ShouldStartWith("// Built by");
    }

    [Fact]
    public async Task Its_policy_admits_nothing_but_its_own_files()
    {
        await using var server = await DashboardServer.StartAsync(app => app.MapSseDashboard("/sse", o => o.Title = "<i>&\"").AllowAnonymous());
        using var page = await server.AskAsync(HttpMethod.Get, "/sse");
        var policy = page.Headers.GetValues("Content-Security-Policy").Single();
        policy.ShouldStartWith("default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';");
        policy.ShouldNotContain("unsafe");
        policy.ShouldContain("frame-ancestors 'none'");
        page.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        var html = await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken).Bounded();
        html.ShouldContain("<title>&lt;i&gt;&amp;&quot; · Sse</title>");
        html.ShouldNotContain("<i>&");

        using var again = await server.AskAsync(HttpMethod.Get, "/sse", headers: ("If-None-Match", page.Headers.ETag!.ToString()));
        again.StatusCode.ShouldBe(System.Net.HttpStatusCode.NotModified);
    }

    [Fact]
    public async Task Another_hub_is_a_mistake_that_is_told()
    {
        await using var server = await DashboardServer.StartAsync(app => app.MapSseDashboard("/sse").AllowAnonymous());
        using var answer = await server.AskAsync(HttpMethod.Get, "/sse/live?hub=Nothing");
        answer.StatusCode.ShouldBe(System.Net.HttpStatusCode.BadRequest);
        (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken).Bounded()).ShouldContain("MarketHub, NoteHub, TopicsHub, WholeHub");
    }

    [Fact]
    public void Its_script_was_built_from_what_is_there()
    {
        var client = Repository.PathOf("src/Sse.Dashboard/Page/client");
        var files = Directory.GetFiles(client, "*.ts").ToDictionary(file => $"./{Path.GetFileName(file)}", File.ReadAllText, StringComparer.Ordinal);
        foreach (var file in SseTypeScript.Generate([ContractOf<DashboardHub>(), ContractOf<TailStream>()])) files.Add($"sse/{file.Name}", file.Text);
        var sources = string.Concat(files.OrderBy(file => file.Key, StringComparer.Ordinal).Select(file => file.Value));
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(sources)));
        File.ReadLines(Repository.PathOf("src/Sse.Dashboard/Page/dashboard.js")).First()
            .ShouldBe($"// Built by eng/update-dashboard-page.sh: changes here are lost. Sources: {hash}", "run ./eng/update-dashboard-page.sh");
    }

    private static string ContractOf<THub>()
        where THub : SseHub, ISseHub<THub> => SseHubContract.Of<THub>().ToJson();
}
