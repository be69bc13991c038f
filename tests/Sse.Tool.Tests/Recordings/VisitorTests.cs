using Sse.Tests.Support;
using Sse.Tool.Recordings;

namespace Sse.Tests.Recordings;

public class VisitorTests
{
    [Fact]
    public async Task It_asks_as_it_was_told_to()
    {
        List<string> said = [];
        await using var server = await StreamServer.StartAsync(async context =>
        {
            using var body = new StreamReader(context.Request.Body);
            var text = await body.ReadToEndAsync(context.RequestAborted);
            lock (said) said.Add($"{context.Request.Method} {context.Request.Headers["X-Key"]} {context.Request.Headers.Accept} {context.Request.ContentType} {text}");
        });
        var settings = new VisitorSettings(server.Address) { Method = HttpMethod.Post, Body = "{}", Headers = [("x-key", "1"), ("Content-Type", "text/x-own")] };
        using var visitor = new Visitor(settings, TimeProvider.System);
        await visitor.AskAsync(Visit.Stream(("Accept", "a/b")), TestContext.Current.CancellationToken).Soon();
        await visitor.AskAsync(new Visit(HttpMethod.Options), TestContext.Current.CancellationToken).Soon();

        said.ShouldBe(["POST 1 a/b text/x-own {}", "OPTIONS 1 text/event-stream  "]);
    }

    [Fact]
    public async Task It_goes_through_a_proxy()
    {
        List<string> asked = [];
        await using var proxy = await StreamServer.StartAsync(async context =>
        {
            lock (asked) asked.Add($"{context.Request.Host}{context.Request.Path}");
            await StreamServer.Answer(context, 200, "");
        });
        using var visitor = new Visitor(new VisitorSettings(new Uri("http://stream.invalid/sse")) { Proxy = proxy.Address }, TimeProvider.System);

        (await visitor.AskAsync(Visit.Stream(), TestContext.Current.CancellationToken).Soon()).ToString().ShouldBe("200");
        asked.ShouldBe(["stream.invalid/sse"]);
    }

    [Fact]
    public async Task A_certificate_that_nobody_knows_is_refused_unless_any_will_do()
    {
        await using var server = await StreamServer.StartAsync(async context => await StreamServer.Answer(context, 200, ""), isTls: true);
        using var strict = new Visitor(new VisitorSettings(server.Address), TimeProvider.System);
        (await strict.AskAsync(Visit.Stream(), TestContext.Current.CancellationToken).Soon()).Failure.ShouldNotBeNull().ShouldContain("certificate");

        using var insecure = new Visitor(new VisitorSettings(server.Address) { IsInsecure = true }, TimeProvider.System);
        var reply = await insecure.AskAsync(Visit.Stream(), TestContext.Current.CancellationToken).Soon();
        (reply.ToString(), reply.Answer!.Version.Major).ShouldBe(("200", 2));
    }

    [Fact]
    public async Task The_time_that_connecting_takes_is_not_the_servers()
    {
        // The connection comes about at 0 s; the server thinks for 5.
        var time = new FakeTimeProvider();
        await using var server = await StreamServer.StartAsync(async context =>
        {
            time.Advance(TimeSpan.FromSeconds(5));
            await StreamServer.Answer(context, 200, "");
        });
        using var visitor = new Visitor(new VisitorSettings(server.Address), time);
        time.Advance(TimeSpan.FromSeconds(1));
        var answer = (await visitor.AskAsync(Visit.Stream(), TestContext.Current.CancellationToken).Soon()).Answer!;

        (answer.AskedAt, answer.At).ShouldBe((TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(6)));
    }

    [Fact]
    public async Task A_stream_is_recorded_until_it_is_left()
    {
        var journal = new Journal(2);
        await using var server = await StreamServer.StartAsync(journal, _ => Task.FromResult(false));
        using var visitor = new Visitor(new VisitorSettings(server.Address), TimeProvider.System);
        await using var stream = await visitor.OpenAsync(Visit.Stream(), decode: null, TestContext.Current.CancellationToken).Soon();

        (await stream.UntilAsync(recording => recording.Events.Count >= 3, TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken).Soon()).ShouldBeTrue();
        Should.Throw<InvalidOperationException>(() => stream.Recording);
        await stream.CutAsync().Soon();
        stream.Recording.End.ShouldBe(RecordingEnd.Open);
        (await stream.UntilAsync(_ => false, TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken).Soon()).ShouldBeFalse("it was left");
    }

    [Theory]
    [InlineData(true, RecordingEnd.Clean)]
    [InlineData(false, RecordingEnd.Broken)]
    public async Task How_a_stream_ended_is_known(bool isClean, object end)
    {
        var seen = new TaskCompletionSource();
        await using var server = await StreamServer.StartAsync(async context =>
        {
            await StreamServer.Write(context, "data: x\n\n");
            await seen.Task;
            if (!isClean) context.Abort();
        });
        using var visitor = new Visitor(new VisitorSettings(server.Address), TimeProvider.System);
        await using var stream = await visitor.OpenAsync(Visit.Stream(), decode: null, TestContext.Current.CancellationToken).Soon();

        (await stream.UntilAsync(recording => recording.Events.Count > 0, TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken).Soon()).ShouldBeTrue();
        seen.SetResult();
        (await stream.UntilAsync(_ => false, TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken).Soon()).ShouldBeFalse("it has ended");
        stream.Recording.End.ShouldBe(end);
    }
}
