using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Sse.Tests.Hub;

/// <summary>A hub as the generator writes it.</summary>
[Test]
public sealed class TestHub : SseHub, ISseHub<TestHub>
{
    private TestHub(SseHubCore core) : base(core) { }

    public static TestHub Create(SseHubCore core) => new(core);

    public static bool TryRead(string name, ReadOnlySpan<byte> data, [NotNullWhen(true)] out object? value)
    {
        value = name switch
        {
            "step" => JsonSerializer.Deserialize<Step>(data, JsonSerializerOptions.Web),
            "text" => JsonSerializer.Deserialize<Text>(data, JsonSerializerOptions.Web),
            _ => null,
        };
        return value is not null;
    }

    public void Publish(Step value) => Core.Publish(SseTopicSelection.None, value);

    public void Publish(Text value) => Core.Publish(SseTopicSelection.None, value);

    public ValueTask<SsePosition> PublishAsync(Step value, CancellationToken cancellationToken = default) =>
        Core.PublishAsync(SseTopicSelection.None, value, cancellationToken);

    public Publisher Topic(string topic) => new(Core, SseTopicSelection.Of(topic));

    public Publisher Topics(params ReadOnlySpan<string> topics) => new(Core, SseTopicSelection.Of(topics));

    public readonly struct Publisher(SseHubCore core, SseTopicSelection topics)
    {
        public int Subscribers => core.CountSubscribers(topics);

        public void Publish(Step value) => core.Publish(topics, value);

        public void Publish(Text value) => core.Publish(topics, value);

        public ValueTask<SsePosition> PublishAsync(Step value, CancellationToken cancellationToken = default) =>
            core.PublishAsync(topics, value, cancellationToken);

        public void Complete() => core.Complete(topics);

        public int Disconnect(Predicate<SseSubscriber>? which = null) => core.Disconnect(topics, which);
    }
}

[AttributeUsage(AttributeTargets.Class)]
public sealed class TestAttribute : Attribute;

[SseEvent("step")]
public partial record Step(long N);

[SseEvent("text")]
public partial record Text(string Value);
