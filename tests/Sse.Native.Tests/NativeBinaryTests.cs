using System.Net.ServerSentEvents;
using System.Text;
using System.Text.Json;
using Sse.NativeApp;

namespace Sse.Tests;

public class NativeBinaryTests(NativeBinary binary, ITestOutputHelper output)
{
    [Fact]
    public void Publishes_without_a_trim_or_aot_warning() => binary.PublishOutput.ShouldNotContain("warning", Case.Insensitive);

    [Fact]
    public void Holds_no_contract_as_nothing_asks_for_one()
    {
        var text = File.ReadAllBytes(binary.File);
        Holds("before the application is built").ShouldBeTrue("the words of an exception show how literals lie in it");
        Holds("json-schema.org").ShouldBeFalse();
        Holds("\"properties\":{").ShouldBeFalse();

        bool Holds(string literal) => text.AsSpan().IndexOf(Encoding.Unicode.GetBytes(literal)) >= 0;
    }

    [Fact]
    public async Task Streams_every_member_kind_as_the_runtime_serializer_writes_it()
    {
        const int Count = 50;
        using var client = new HttpClient { BaseAddress = binary.Address, Timeout = TimeSpan.FromSeconds(30) };
        await using var stream = await client.GetStreamAsync($"/everything?count={Count}", TestContext.Current.CancellationToken);

        var received = new List<SseItem<string>>();
        await foreach (var item in SseParser.Create(stream).EnumerateAsync(TestContext.Current.CancellationToken)) received.Add(item);

        received.Select(item => item.Data).ShouldBe(Enumerable.Range(0, Count).Select(i => JsonSerializer.Serialize(Everything.Sample(i), JsonSerializerOptions.Web)));
        received.Select(item => item.EventId).ShouldBe(Enumerable.Range(0, Count).Select(i => $"{i}"));
        received.ShouldAllBe(item => item.EventType == "everything");
        output.WriteLine($"binary {new FileInfo(binary.File).Length / 1e6:F1} MB, address printed after {binary.StartUp.TotalMilliseconds:F0} ms, resident {binary.ResidentBytes / 1048576.0:F1} MiB after the first stream");
    }

    [Fact]
    public async Task A_log_in_SQLite_outlives_the_binary()
    {
        using var folder = new TemporaryFolder();
        await OutlivesTheBinaryAsync("--sqlite", folder["log.db"]);
    }

    [Fact]
    public async Task A_log_in_PostgreSQL_outlives_the_binary()
    {
        await using var server = await PostgresServer.StartAsync();
        await OutlivesTheBinaryAsync("--postgres", server.ConnectionString);
    }

    [Fact]
    public async Task A_log_in_NATS_outlives_the_binary()
    {
        await using var servers = await NatsServers.StartAsync();
        await OutlivesTheBinaryAsync("--nats", servers.Url);
    }

    private async Task OutlivesTheBinaryAsync(string store, string where)
    {
        var first = await PublishAsync(store, where, count: 1);
        var second = await PublishAsync(store, where, count: 2);
        second.Epoch.ShouldBe(first.Epoch);
        second.CompareTo(first).ShouldBeGreaterThan(0);
    }

    // Publishes, and reads the whole log, of which that is the last event.
    private async Task<SsePosition> PublishAsync(string store, string where, int count)
    {
        var (process, address) = await binary.StartAsync(store, where);
        try
        {
            using var client = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromSeconds(30) };
            var published = await client.GetStringAsync("/publish", TestContext.Current.CancellationToken);
            await using var stream = await client.GetStreamAsync("/hub", TestContext.Current.CancellationToken);
            var parser = SseParser.Create(stream);
            var data = new List<string>();
            await foreach (var item in parser.EnumerateAsync(TestContext.Current.CancellationToken))
            {
                data.Add(item.Data);
                if (data.Count == count) break;
            }
            parser.LastEventId.ShouldBe(published);
            data.ShouldAllBe(text => text == JsonSerializer.Serialize(Everything.Sample(1), JsonSerializerOptions.Web));
            return SsePosition.Parse(published);
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
            process.Dispose();
        }
    }
}
