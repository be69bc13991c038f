using Sse.Tests.Support;
using static Sse.Tests.Support.StreamServer;

namespace Sse.Tests.Checks;

/// <summary>Methods, Accept and origins: servers that answer well, and in each wrong way that is known.</summary>
public class RequestCheckTests
{
    [Theory]
    [InlineData("SSEC40", "HEAD", 200, "Content-Type: text/event-stream", "ok", "200, as GET")]
    [InlineData("SSEC40", "HEAD", 200, "Content-Type: text/html", "note", "another type than GET: 'text/html'")]
    [InlineData("SSEC40", "HEAD", 405, "Allow: GET", "ok", "405, Allow: GET")]
    [InlineData("SSEC40", "HEAD", 405, "", "warning", "without Allow")]
    [InlineData("SSEC40", "HEAD", 404, "", "note", "404")]
    [InlineData("SSEC40", "HEAD", 500, "", "error", "500")]
    [InlineData("SSEC41", "OPTIONS", 204, "Allow: GET", "ok", "204")]
    [InlineData("SSEC41", "OPTIONS", 200, "Content-Type: text/event-stream", "warning", "opens a stream")]
    [InlineData("SSEC41", "OPTIONS", 405, "", "warning", "without Allow")]
    [InlineData("SSEC41", "OPTIONS", 503, "", "error", "503")]
    [InlineData("SSEC42", "SSECHECK", 405, "Allow: GET", "ok", "an unknown method 405; --unsafe-methods tries")]
    [InlineData("SSEC42", "SSECHECK", 501, "", "ok", "an unknown method 501")]
    [InlineData("SSEC42", "SSECHECK", 200, "Content-Type: text/event-stream", "note", "an unknown method: it opens a stream")]
    [InlineData("SSEC42", "SSECHECK", 500, "", "error", "an unknown method: 500")]
    public async Task Another_method_is_judged_by_its_answer(string check, string method, int status, string headers, string level, string says)
    {
        await using var server = await StartAsync(new Journal(1), context => context.Request.Method == method ? Answer(context, status, headers) : Task.FromResult(false));
        (await Probe.RunAsync(check, server)).Should(level, says);
    }

    [Fact]
    public async Task What_may_change_something_is_tried_only_where_it_may_be()
    {
        List<string> methods = [];
        await using var server = await StartAsync(new Journal(1), context =>
        {
            lock (methods) methods.Add(context.Request.Method);
            return context.Request.Method is "GET" ? Task.FromResult(false) : Answer(context, context.Request.Method is "PUT" ? 500 : 405, "Allow: GET");
        });

        (await Probe.RunAsync("SSEC42", server)).Should("ok", "unknown");
        methods.ShouldBe(["GET", "SSECHECK"]);
        (await Probe.RunAsync("SSEC42", server, with: settings => settings with { TriesUnsafeMethods = true })).Should("error", "PUT: 500");
        methods[3..].ShouldBe(["SSECHECK", "POST", "PUT", "DELETE", "PATCH"]);
    }

    [Fact]
    public async Task A_stream_that_is_asked_for_by_POST_isnt_refused_POST()
    {
        await using var server = await StartAsync(new Journal(1), context => context.Request.Method is "POST" ? Task.FromResult(false) : Answer(context, 405, "Allow: POST"));
        (await Probe.RunAsync("SSEC42", server, with: settings => settings with { TriesUnsafeMethods = true, Visitor = settings.Visitor with { Method = HttpMethod.Post, Body = "{}" } }))
            .Should("ok", "an unknown method 405, PUT 405, DELETE 405, PATCH 405");
    }

    [Theory]
    [InlineData("SSEC40", "HEAD")]
    [InlineData("SSEC41", "OPTIONS")]
    [InlineData("SSEC42", "SSECHECK")]
    [InlineData("SSEC43", "GET")]
    public async Task A_server_that_lets_wait_is_found(string check, string method)
    {
        var time = new FakeTimeProvider();
        await using var server = await StartAsync(new Journal(1), context =>
            context.Request.Method != method || (method is "GET" && context.Request.Headers.Accept != "application/json") ? Task.FromResult(false) : Hang(context, time));
        (await Probe.RunAsync(check, server, time)).Should("error", "no answer in 30 s");
    }

    [Theory]
    [InlineData(406, "", "ok", "406, without a type")]
    [InlineData(200, "Content-Type: application/json", "ok", "gets 200, application/json")]
    [InlineData(500, "", "error", "500")]
    [InlineData(0, "", "ok", "gets the stream")]
    public async Task Who_takes_no_streams_is_answered(int status, string headers, string level, string says)
    {
        await using var server = await StartAsync(new Journal(1), context => status > 0 && context.Request.Headers.Accept == "application/json" ? Answer(context, status, headers) : Task.FromResult(false));
        (await Probe.RunAsync("SSEC43", server)).Should(level, says);
    }

    private const string App = "https://app.example.org";

    [Theory]
    [InlineData("SSEC50", "", "error", "no Access-Control-Allow-Origin")]
    [InlineData("SSEC50", "Access-Control-Allow-Origin: *", "ok", "every origin")]
    [InlineData("SSEC50", "Access-Control-Allow-Origin: *\nAccess-Control-Allow-Credentials: true", "error", "refuse both")]
    [InlineData("SSEC50", "Access-Control-Allow-Origin: https://other.example.org", "error", "isn't https://app")]
    [InlineData("SSEC50", $"Access-Control-Allow-Origin: {App}\nCache-Control: no-cache", "warning", "without Vary")]
    [InlineData("SSEC50", $"Access-Control-Allow-Origin: {App}\nCache-Control: no-cache\nVary: Origin", "ok", "without cookies")]
    [InlineData("SSEC50", $"Access-Control-Allow-Origin: {App}", "ok", "without cookies")]
    [InlineData("SSEC50", $"Access-Control-Allow-Origin: {App}\nVary: Accept, Origin", "ok", "without cookies")]
    [InlineData("SSEC50", $"Access-Control-Allow-Origin: {App}\nVary: Origin\nAccess-Control-Allow-Credentials: true", "ok", "with cookies")]
    [InlineData("SSEC52", "", "ok", "no leave")]
    [InlineData("SSEC52", "Access-Control-Allow-Origin: *", "ok", "no leave")]
    [InlineData("SSEC52", "Access-Control-Allow-Origin: https://sse-check.invalid", "note", "without cookies")]
    [InlineData("SSEC52", "Access-Control-Allow-Origin: https://sse-check.invalid\nAccess-Control-Allow-Credentials: true", "error", "with cookies")]
    public async Task Origins_are_judged_by_what_they_are_told(string check, string headers, string level, string says)
    {
        await using var server = await StartAsync(new Journal(1), async context =>
        {
            if (context.Request.Headers.Origin.Count > 0) await Answer(context, 200, headers);
            return false;
        });
        (await Probe.RunAsync(check, server, with: settings => settings with { Origin = App })).Should(level, says);
    }

    [Theory]
    [InlineData(405, "Allow: GET", "warning", "405")]
    [InlineData(204, "Access-Control-Allow-Headers: last-event-id", "warning", "without leave")]
    [InlineData(204, "Access-Control-Allow-Origin: https://other.example.org\nAccess-Control-Allow-Headers: last-event-id", "warning", "without leave")]
    [InlineData(204, "Access-Control-Allow-Origin: *", "warning", "isn't allowed")]
    [InlineData(204, "Access-Control-Allow-Origin: *\nAccess-Control-Allow-Headers: x-a, Last-Event-ID", "ok", "is allowed")]
    [InlineData(200, $"Access-Control-Allow-Origin: {App}\nAccess-Control-Allow-Headers: *", "ok", "is allowed")]
    public async Task Preflights_are_judged_by_what_they_are_told(int status, string headers, string level, string says)
    {
        await using var server = await StartAsync(new Journal(1), context =>
            context.Request.Method is "OPTIONS" && context.Request.Headers["Access-Control-Request-Method"] == "GET" ? Answer(context, status, headers) : Task.FromResult(false));
        (await Probe.RunAsync("SSEC51", server, with: settings => settings with { Origin = App })).Should(level, says);
    }

    [Theory]
    [InlineData("SSEC50")]
    [InlineData("SSEC51")]
    public async Task Pages_are_of_no_concern_without_an_origin(string check)
    {
        await using var server = await StartAsync(new Journal(1), _ => Task.FromResult(false));
        (await Probe.RunAsync(check, server)).Should("notApplicable", "--origin");
    }
}
