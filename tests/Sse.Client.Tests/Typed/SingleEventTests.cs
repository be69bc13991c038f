namespace Sse.Tests.Typed;

public class SingleEventTests
{
    [Fact]
    public async Task Reads_one_declared_event_and_passes_others_over()
    {
        await using var server = new RawServer();
        using var client = new SseClient(server.Address);
        await using var reader = new Collector<Price>(client.ReadAllAsync<Price>);
        await (await server.AcceptStreamAsync()).SendAsync(
            "id: 1\nevent: halted\ndata: {}\n\nid: 2\nevent: price\ndata: {\"Symbol\":\"A\",\"value\":\"2.5\"}\n\ndata: x\n\nid: 4\nevent: price\ndata: {\"symbol\":\"B\",\"value\":1}\n\n");

        (await reader.NextAsync()).ShouldBe(new Price("A", 2.5m));
        (await reader.NextAsync()).ShouldBe(new Price("B", 1));
        client.LastEventId.ShouldBe("4");
    }

    [Theory]
    [InlineData(SseUnreadablePolicy.Throw)]
    [InlineData(SseUnreadablePolicy.Skip)]
    public async Task Data_that_does_not_fit_is_thrown_or_skipped_and_the_stream_goes_on(SseUnreadablePolicy policy)
    {
        await using var server = new RawServer();
        using var client = new SseClient(server.Address, new SseClientOptions { MalformedData = policy });
        await using var reader = client.ReadAllAsync<Price>(TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        var moving = reader.MoveNextAsync().AsTask();
        await (await server.AcceptStreamAsync()).SendAsync("id: 1\nevent: price\ndata: {\"value\":[]}\n\nevent: price\ndata: {\"symbol\":\"B\",\"value\":1}\n\n");

        if (policy == SseUnreadablePolicy.Throw)
        {
            var error = await Should.ThrowAsync<SseUnreadableEventException>(moving.Soon());
            error.InnerException.ShouldBeOfType<SseFormatException>();
            error.Received.LastEventId.ShouldBe("1");
            moving = reader.MoveNextAsync().AsTask();
        }
        (await moving.Soon()).ShouldBeTrue();
        reader.Current.ShouldBe(new Price("B", 1));
    }

    [Fact]
    public async Task Is_one_reading_like_any_other()
    {
        await using var server = new RawServer();
        using var client = new SseClient(server.Address);
        await using var reader = new Collector<Price>(client.ReadAllAsync<Price>);
        await server.AcceptAsync();
        await using var second = Collect.From(client);
        await Should.ThrowAsync<InvalidOperationException>(second.Ended.Soon());

        reader.Cancel();
        await Should.ThrowAsync<OperationCanceledException>(reader.Ended.Soon());
    }
}
