using System.IO.Compression;
using Sse.Tests.Support;
using Sse.Tool.Checks.Flow;
using static Sse.Tests.Support.StreamServer;

namespace Sse.Tests.Checks;

/// <summary>Compression, many streams, and what comes in time: servers that do it well, and that don't.</summary>
public class ConnectionCheckTests
{
    [Theory]
    [InlineData("gzip", true, "Vary: Accept-Encoding", "ok", "gzip: flushed at each event, br: flushed at each event")]
    [InlineData("gzip", true, "", "ok", "gzip: flushed")]
    [InlineData("gzip", true, "Cache-Control: no-cache", "warning", "gzip: neither Vary")]
    [InlineData("gzip", false, "Vary: Accept-Encoding", "error", "gzip: it is held back")]
    [InlineData("br", false, "Vary: Accept-Encoding", "error", "br: it is held back")]
    public async Task Coded_streams_have_to_be_flushed(string fault, bool flushes, string headers, string level, string says)
    {
        var journal = new Journal(1);
        await using var server = await StartAsync(journal, async context =>
        {
            var coding = $"{context.Request.Headers.AcceptEncoding}";
            if (coding is "identity") return false;
            await Answer(context, 200, headers);
            Journal.Open(context);
            context.Response.Headers.ContentEncoding = coding;
            await using Stream body = coding is "br" ? new BrotliStream(context.Response.Body, CompressionLevel.Optimal) : new GZipStream(context.Response.Body, CompressionLevel.Optimal);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            var feeding = journal.FeedAsync(context);
            if (flushes || coding != fault) await journal.ServeAsync(context, body, last: 0);
            await body.WriteAsync("data: x\n\n"u8.ToArray(), context.RequestAborted);
            await feeding;
            return true;
        });
        (await Probe.RunAsync("SSEC60", server, with: flushes ? null : Probe.Impatient)).Should(level, says);
    }

    [Theory]
    [InlineData("", "ok", "gzip: not coded, br: not coded")]
    [InlineData("Content-Encoding: identity", "ok", "not coded")]
    [InlineData("Content-Encoding: zstd", "error", "'zstd' wasn't asked for")]
    public async Task Codings_that_werent_asked_for_are_found(string headers, string level, string says)
    {
        await using var server = await StartAsync(new Journal(1), async context =>
        {
            if (context.Request.Headers.AcceptEncoding != "identity") await Answer(context, 200, headers);
            return false;
        });
        (await Probe.RunAsync("SSEC60", server)).Should(level, says);
    }

    [Fact]
    public async Task Coded_bytes_that_are_none_are_found()
    {
        var journal = new Journal(1);
        await using var server = await StartAsync(journal, async context =>
        {
            if (context.Request.Headers.AcceptEncoding == "identity") return false;
            context.Response.Headers.ContentEncoding = context.Request.Headers.AcceptEncoding;
            // Bytes that neither decoder takes for the beginning of its own.
            await context.Response.Body.WriteAsync(Enumerable.Repeat((byte)0xFF, 100).ToArray(), context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            await journal.FeedAsync(context);
            return true;
        });
        (await Probe.RunAsync("SSEC60", server)).Should("error", "can't be decoded");
    }

    [Theory]
    [InlineData(200, "ok", "10 of 10 were open at once")]
    [InlineData(429, "note", "4 of 10 were open at once; 429, Retry-After: '9'")]
    [InlineData(503, "note", "4 of 10 were open at once; 503")]
    [InlineData(500, "error", "4 of 10 were open at once; 500")]
    public async Task Many_streams_are_opened_at_once(int status, string level, string says)
    {
        var open = 0;
        await using var server = await StartAsync(new Journal(1), context => Interlocked.Increment(ref open) > 5 && status != 200 ? Answer(context, status, "Retry-After: 9") : Task.FromResult(false));
        (await Probe.RunAsync("SSEC71", server)).Should(level, says);
    }

    [Theory]
    [InlineData("publishes", "ok", "at most after the trigger")]
    [InlineData("is held back", "error", "had not come after 2.0 s")]
    [InlineData("is refused", "notApplicable", "a POST to the trigger gave 404")]
    public async Task What_is_triggered_has_to_come(string what, string level, string says)
    {
        var journal = new Journal(1);
        await using var server = await StartAsync(journal, async context =>
        {
            if (context.Request.Path != "/publish") return false;
            if (what is "publishes") journal.Append();
            return await Answer(context, what is "is refused" ? 404 : 204, "");
        });
        (await Probe.RunAsync("SSEC23", server, with: settings => Probe.Impatient(settings) with { Trigger = server.At("/publish") })).Should(level, says);
        (await Probe.RunAsync("SSEC23", server)).Should("notApplicable", "--trigger");
    }

    [Theory]
    [InlineData("passes on", "ok", "later at most")]
    [InlineData("holds back", "error", "had not come through the proxy")]
    [InlineData("has its own", "notApplicable", "each has a stream of its own")]
    public async Task What_comes_directly_has_to_come_through_the_proxy(string what, string level, string says)
    {
        var (journal, readers) = (new Journal(4), 0);
        await using var server = await StartAsync(journal, async context =>
        {
            var isDirect = context.Request.Path == "/direct";
            if (what is "passes on" || (what is "holds back" && isDirect)) return false;
            Journal.Open(context);
            var reader = Interlocked.Increment(ref readers);
            for (var i = 0; i < 3 && what is "has its own"; i++) await Write(context, $"data: {reader}/{i}\n\n");
            return await Hang(context);
        });
        (await Probe.RunAsync("SSEC24", server, with: settings => Probe.Impatient(settings) with { Direct = server.At("/direct") })).Should(level, says);
        (await Probe.RunAsync("SSEC24", server)).Should("notApplicable", "--direct");
    }

    [Fact]
    public void What_comes_late_is_told()
    {
        new TriggerCheck().Judge(TimeSpan.FromSeconds(1)).Should("ok", "1.0 s");
        new TriggerCheck().Judge(TimeSpan.FromSeconds(1.1)).Should("warning", "up to 1.1 s");
        new DirectCheck().Judge(TimeSpan.FromSeconds(-1)).Should("ok", "0 ms");
        new DirectCheck().Judge(TimeSpan.FromSeconds(1.1)).Should("error", "up to 1.1 s");
    }
}
