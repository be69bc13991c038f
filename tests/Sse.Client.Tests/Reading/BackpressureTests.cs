using System.Globalization;

namespace Sse.Tests.Reading;

/// <summary>Measures the process's memory, so nothing may run beside it.</summary>
[CollectionDefinition(nameof(BackpressureTests), DisableParallelization = true)]
[Collection(nameof(BackpressureTests))]
public class BackpressureTests
{
    [Fact]
    public async Task A_stream_that_nobody_reads_waits_with_the_server()
    {
        const int Events = 2_000;
        await using var server = new RawServer();
        using var client = new SseClient(server.Address);
        await using var reader = client.ReadAllAsync(TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        var moving = reader.MoveNextAsync().AsTask();
        var connection = await server.AcceptStreamAsync();
        await connection.SendAsync("data: first\n\n");
        await moving.Soon();
        var before = GC.GetTotalMemory(forceFullCollection: true);

        // 64 MB are more than the sockets on both sides hold: the server must get stuck.
        var (sent, progress) = (0, TimeProvider.System.GetTimestamp());
        var payload = new string('x', 32 * 1024);
        var sending = SendAsync();
        await Bounded.Until(() => TimeProvider.System.GetElapsedTime(Volatile.Read(ref progress)) > TimeSpan.FromMilliseconds(300), "the server is stuck");
        sending.IsCompleted.ShouldBeFalse();
        Volatile.Read(ref sent).ShouldBeLessThan(Events);
        (GC.GetTotalMemory(forceFullCollection: true) - before).ShouldBeLessThan(16 * 1024 * 1024);

        for (var i = 0; i < Events; i++)
        {
            (await reader.MoveNextAsync().Soon()).ShouldBeTrue();
            reader.Current.LastEventId.ShouldBe(i.ToString(CultureInfo.InvariantCulture));
        }
        await sending.Soon();

        async Task SendAsync()
        {
            for (; sent < Events; sent++)
            {
                await connection.SendAsync($"id: {sent}\ndata: {payload}\n\n");
                Volatile.Write(ref progress, TimeProvider.System.GetTimestamp());
            }
        }
    }
}
