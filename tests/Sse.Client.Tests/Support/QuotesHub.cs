using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Sse.Tests;

/// <summary>A hub as the generator would declare it, small enough to be written by hand: two events, both of plain JSON.</summary>
internal sealed class QuotesHub : SseHub, ISseHub<QuotesHub>
{
    private QuotesHub(SseHubCore core)
        : base(core)
    {
    }

    public static QuotesHub Create(SseHubCore core) => new(core);

    public SsePosition Publish(SseTopicSelection topics, Price value)
    {
        Core.Publish(topics, value);
        return Position;
    }

    public void Complete(string topic) => Core.Complete(topic);

    public static bool TryRead(string name, ReadOnlySpan<byte> data, [NotNullWhen(true)] out object? value)
    {
        value = name switch
        {
            "price" => JsonSerializer.Deserialize<Price>(data, JsonSerializerOptions.Web),
            "halted" => JsonSerializer.Deserialize<Halted>(data, JsonSerializerOptions.Web),
            _ => null,
        };
        return value is not null;
    }
}

[SseEvent("price")]
internal sealed partial record Price(string Symbol, decimal Value);

[SseEvent("halted")]
internal sealed partial record Halted(string Symbol);
