using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace Sse.Tests.AsyncApi;

/// <summary>What the page that shows an AsyncAPI document is answered with.</summary>
public partial class AsyncApiPageTests
{
    [Theory]
    [InlineData("/asyncapi", "asyncapi.json", "/asyncapi", "/asyncapi.json")]
    [InlineData("/asyncapi", "asyncapi.json", "/asyncapi/", "/asyncapi.json")]
    [InlineData("/asyncapi", "/asyncapi.json", "/base/asyncapi", "/base/asyncapi.json")]
    [InlineData("/asyncapi", "asyncapi.json", "/base/asyncapi/", "/base/asyncapi.json")]
    [InlineData("/docs/{of}/streams", "/asyncapi.json", "/docs/a&b%22c/streams", "/asyncapi.json")]
    [InlineData("/docs/x:y", "../asyncapi.json?v=1", "/docs/x:y", "/asyncapi.json?v=1")]
    [InlineData("/", "asyncapi.json", "/", "/asyncapi.json")]
    [InlineData("", "asyncapi.json", "/base", "/base/asyncapi.json")]
    [InlineData("", "asyncapi.json", "/base/", "/base/asyncapi.json")]
    public async Task What_it_loads_is_where_it_says(string pattern, string document, string asked, string expected)
    {
        await using var app = await Streams.StartAsync(app =>
        {
            app.UsePathBase("/base");
            app.UseRouting();
            app.MapSseAsyncApiPage(pattern, document);
        });
        using var client = app.GetTestClient();
        var page = new Uri(client.BaseAddress!, asked);
        var html = await client.GetStringAsync(page, TestContext.Current.CancellationToken);
        var loaded = Address().Matches(html).Select(match => new Uri(page, WebUtility.HtmlDecode(match.Groups["address"].Value))).ToList();
        loaded.Select(address => address.AbsolutePath[^4..]).ShouldBe([".css", "json", "json", "t.js"]);
        loaded[1].PathAndQuery.ShouldBe(expected);
        foreach (var address in loaded) (await client.GetAsync(address, TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.OK, address.ToString());
    }

    [Theory]
    [InlineData("https://example.org/asyncapi.json")]
    [InlineData("//example.org/asyncapi.json")]
    [InlineData("/\\example.org/asyncapi.json")]
    [InlineData("javascript:alert(1)")]
    [InlineData("")]
    public async Task A_document_elsewhere_is_refused(string document) =>
        await Streams.StartAsync(app => Should.Throw<ArgumentException>(() => app.MapSseAsyncApiPage(document: document)).ParamName.ShouldBe("document"));

    [Fact]
    public async Task It_may_load_what_its_host_serves_and_run_the_script_that_is_written_in_it()
    {
        await using var app = await Streams.StartAsync(app => app.MapSseAsyncApiPage());
        using var client = app.GetTestClient();
        using var answer = await client.GetAsync(new Uri("/asyncapi", UriKind.Relative), TestContext.Current.CancellationToken);
        answer.Content.Headers.ContentType!.ToString().ShouldBe("text/html; charset=utf-8");
        answer.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        answer.Headers.CacheControl!.NoCache.ShouldBeTrue();
        var html = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var script = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(InlineScript().Match(html).Groups["text"].Value)));
        answer.Headers.GetValues("Content-Security-Policy").ShouldHaveSingleItem().Split("; ").ShouldBe(
            ["default-src 'none'", $"script-src 'self' 'unsafe-eval' 'sha256-{script}'", "style-src 'self'", "connect-src 'self'", "img-src 'self' data:", "base-uri 'none'", "form-action 'none'", "frame-ancestors 'self'"]);
    }

    [Theory]
    [InlineData("/asyncapi/component.js", "text/javascript; charset=utf-8", "browser/standalone/index.js")]
    [InlineData("/asyncapi/component.css", "text/css; charset=utf-8", "styles/default.min.css")]
    public async Task Its_files_are_those_of_the_pinned_component_packed_or_not(string file, string contentType, string original)
    {
        await NodePackages.Install();
        var expected = await File.ReadAllBytesAsync(NodePackages.PathOf("@asyncapi/react-component", original), TestContext.Current.CancellationToken);
        await using var app = await Streams.StartAsync(app => app.MapSseAsyncApiPage());
        foreach (var (accepted, isPacked) in new[] { ("gzip, deflate, br, zstd", true), ("GZIP;q=0.5", true), ("*", true), ("gzip;q=0, *", false), ("br, *;q=0", false), ("identity", false), ("", false) })
        {
            var answer = await Get(app, file, accepted);
            answer.StatusCode.ShouldBe(HttpStatusCode.OK);
            answer.Content.Headers.ContentEncoding.ShouldBe(isPacked ? ["gzip"] : [], accepted);
            answer.Content.Headers.ContentType!.ToString().ShouldBe(contentType);
            answer.Headers.Vary.ShouldBe(["Accept-Encoding"]);
            answer.Headers.CacheControl!.NoCache.ShouldBeTrue();
            answer.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
            var bytes = await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
            (isPacked ? Unpack(bytes) : bytes).AsSpan().SequenceEqual(expected).ShouldBeTrue(accepted);
            if (isPacked) answer.Content.Headers.ContentLength.ShouldBe(bytes.Length);
        }
    }

    [Fact]
    public async Task The_notices_name_the_pinned_version_and_hold_its_licences()
    {
        await NodePackages.Install();
        var notices = await File.ReadAllTextAsync(Repository.PathOf("src/Sse.AsyncApi/THIRD-PARTY-NOTICES.txt"), TestContext.Current.CancellationToken);
        var pinned = System.Text.Json.Nodes.JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(NodePackages.Folder, "package-lock.json"), TestContext.Current.CancellationToken))!;
        notices.ShouldContain($"@asyncapi/react-component {(string)pinned["packages"]!["node_modules/@asyncapi/react-component"]!["version"]!},");
        foreach (var licence in new[] { "LICENSE", "browser/standalone/index.js.LICENSE.txt" })
            notices.Contains(await File.ReadAllTextAsync(NodePackages.PathOf("@asyncapi/react-component", licence), TestContext.Current.CancellationToken), StringComparison.Ordinal).ShouldBeTrue(licence);
    }

    [Fact]
    public async Task Who_has_it_is_told_so_and_the_two_forms_are_not_taken_for_each_other()
    {
        await using var app = await Streams.StartAsync(app => app.MapSseAsyncApiPage());
        var tags = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (file, accepted) in new[] { ("/asyncapi", "gzip"), ("/asyncapi/component.js", "gzip"), ("/asyncapi/component.js", "identity"), ("/asyncapi/component.css", "gzip") })
        {
            var tag = (await Get(app, file, accepted)).Headers.ETag!.ToString();
            tags.Add(tag).ShouldBeTrue(file);
            var answer = await Get(app, file, accepted, tag);
            answer.StatusCode.ShouldBe(HttpStatusCode.NotModified, file);
            (await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).ShouldBeEmpty();
            (await Get(app, file, accepted, "\"another\"")).StatusCode.ShouldBe(HttpStatusCode.OK);
        }
    }

    [Fact]
    public async Task Conventions_reach_its_files_and_descriptions_of_the_application_leave_it_out()
    {
        await using var app = await Streams.StartAsync(app => app.MapSseAsyncApiPage().RequireAuthorization("readers"));
        var policies = app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.RoutePattern.RawText!.StartsWith("/asyncapi", StringComparison.Ordinal) && endpoint.RoutePattern.RawText != "/asyncapi.json")
            .Select(endpoint => endpoint.Metadata.GetMetadata<Microsoft.AspNetCore.Authorization.IAuthorizeData>()?.Policy).ToList();
        policies.ShouldBe(["readers", "readers", "readers"]);
        var document = await Streams.ReadAsync("/openapi/v1.json", app => app.MapSseAsyncApiPage());
        document["paths"]!.AsObject().Select(path => path.Key).ShouldNotContain(path => path.StartsWith("/asyncapi/", StringComparison.Ordinal) || path == "/asyncapi");
    }

    private static async Task<HttpResponseMessage> Get(WebApplication app, string file, string accepted, string? known = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, file);
        if (accepted.Length > 0) request.Headers.TryAddWithoutValidation("Accept-Encoding", accepted);
        if (known is not null) request.Headers.TryAddWithoutValidation("If-None-Match", known);
        return await app.GetTestClient().SendAsync(request, TestContext.Current.CancellationToken);
    }

    private static byte[] Unpack(byte[] packed)
    {
        using var unpacked = new MemoryStream();
        using (var gzip = new System.IO.Compression.GZipStream(new MemoryStream(packed), System.IO.Compression.CompressionMode.Decompress)) gzip.CopyTo(unpacked);
        return unpacked.ToArray();
    }

    [GeneratedRegex("""(?<!rel="icon" )(href|src|data-document)="(?<address>[^"]*)""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Address();

    [GeneratedRegex("<script>(?<text>.*)</script>", RegexOptions.Singleline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex InlineScript();
}
