using System.Net.ServerSentEvents;
using System.Text.Json;
using Sse.NativeApp;

namespace Sse.Tests;

public class NativeBinaryTests(NativeBinary binary, ITestOutputHelper output)
{
    [Fact]
    public void Publishes_without_a_trim_or_aot_warning() => binary.PublishOutput.ShouldNotContain("warning", Case.Insensitive);

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
        var first = await PublishAsync(folder["log.db"]);
        var second = await PublishAsync(folder["log.db"]);

        second.Epoch.ShouldBe(first.Epoch);
        second.CompareTo(first).ShouldBeGreaterThan(0);
    }

    private async Task<SsePosition> PublishAsync(string log)
    {
        var (process, address) = await binary.StartAsync("--log", log);
        try
        {
            using var client = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromSeconds(30) };
            return SsePosition.Parse(await client.GetStringAsync("/publish", TestContext.Current.CancellationToken));
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
            process.Dispose();
        }
    }
}
