using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Sse.Tests.Hub;

/// <summary>A hub as the generator writes it.</summary>
public sealed class TestHub : SseHub, ISseHub<TestHub>
{
    private TestHub(SseHubCore core) : base(core) { }

    public static TestHub Create(SseHubCore core) => new(core);

    public static bool TryRead(string name, ReadOnlySpan<byte> data, [NotNullWhen(true)] out object? value)
    {
        value = name switch
        {
            "tick" => JsonSerializer.Deserialize<Tick>(data, JsonSerializerOptions.Web),
            "text" => JsonSerializer.Deserialize<Text>(data, JsonSerializerOptions.Web),
            _ => null,
        };
        return value is not null;
    }

    public void Publish(Tick value) => Core.Publish(SseTopicSelection.None, value);

    public void Publish(Text value) => Core.Publish(SseTopicSelection.None, value);

    public ValueTask<SsePosition> PublishAsync(Tick value, CancellationToken cancellationToken = default) =>
        Core.PublishAsync(SseTopicSelection.None, value, cancellationToken);

    public Publisher Topic(string topic) => new(Core, SseTopicSelection.Of(topic));

    public Publisher Topics(params ReadOnlySpan<string> topics) => new(Core, SseTopicSelection.Of(topics));

    public readonly struct Publisher(SseHubCore core, SseTopicSelection topics)
    {
        public int Subscribers => core.CountSubscribers(topics);

        public void Publish(Tick value) => core.Publish(topics, value);

        public void Publish(Text value) => core.Publish(topics, value);

        public ValueTask<SsePosition> PublishAsync(Tick value, CancellationToken cancellationToken = default) =>
            core.PublishAsync(topics, value, cancellationToken);

        public void Complete() => core.Complete(topics);

        public int Disconnect(Predicate<SseSubscriber>? which = null) => core.Disconnect(topics, which);
    }
}

public sealed record Tick(long N) : ISseEvent<Tick>
{
    public static string EventName => "tick";

    public static void WriteFrame(ref SseFrameWriter writer, Tick value)
    {
        ArgumentNullException.ThrowIfNull(value);
        writer.WriteRaw("event: tick\ndata: {\"n\":"u8);
        writer.WriteNumber(value.N);
        writer.WriteRaw("}\n\n"u8);
    }
}

public sealed record Text(string Value) : ISseEvent<Text>
{
    public static string EventName => "text";

    public static void WriteFrame(ref SseFrameWriter writer, Text value)
    {
        ArgumentNullException.ThrowIfNull(value);
        writer.WriteRaw("event: text\ndata: {\"value\":"u8);
        writer.WriteString(value.Value);
        writer.WriteRaw("}\n\n"u8);
    }
}
