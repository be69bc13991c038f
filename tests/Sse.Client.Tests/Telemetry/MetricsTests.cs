using System.Diagnostics.Metrics;

namespace Sse.Tests.Telemetry;

public class MetricsTests
{
    [Fact]
    public async Task Counts_events_gaps_and_reconnects_by_reason()
    {
        var counted = new List<string>();
        using var listener = new MeterListener();
        using var factory = new OneMeterFactory();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (ReferenceEquals(instrument.Meter, factory.Meter)) self.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
            counted.Add($"{instrument.Name} {value}{string.Concat(tags.ToArray().Select(tag => $" {tag.Key}={tag.Value}"))}"));
        listener.Start();

        await using var server = new RawServer();
        var test = new TestOptions();
        using var client = new SseClient(StreamEndpoint.Own(server.Address), test.Options, null, factory);
        await using var reader = Collect.From(client);
        var first = await server.AcceptStreamAsync();
        await first.SendAsync("data: a\n\nevent: sse-gap\ndata: {}\n\n");
        first.Close();
        await test.PassRetryAsync();
        await server.AnswerAsync("204 No Content");
        await reader.Ended.Soon();

        counted.ShouldBe(["sse.client.events 1", "sse.client.events 1", "sse.client.gaps 1", "sse.client.reconnects 1 reason=end_of_stream"]);
    }

    private sealed class OneMeterFactory : IMeterFactory
    {
        public Meter Meter { get; } = new("Sse.Client");

        public Meter Create(MeterOptions options) => Meter;

        public void Dispose() => Meter.Dispose();
    }
}
