using System.Text.Json;
using System.Text.Json.Serialization;

namespace Sse.Benchmarks.Events;

/// <summary>Two members.</summary>
[SseEvent("small")]
public sealed partial record Small(string Symbol, decimal Price);

/// <summary>Ten members, a string enum, a nested record, a list and a nullable among them.</summary>
[SseEvent("medium")]
public sealed partial record Medium(
    Guid Id, string Symbol, Side Side, decimal Price, int Quantity, double? Limit, DateTimeOffset At, DateOnly Settles, Venue Venue, List<string> Tags);

/// <summary>Fifty nested records.</summary>
[SseEvent("large")]
public sealed partial record Large(Guid Id, DateTimeOffset At, List<Line> Lines);

[JsonConverter(typeof(JsonStringEnumConverter<Side>))]
public enum Side
{
    Buy,
    Sell,
}

public sealed record Venue(string Name, int Country);

public sealed record Line(int Number, string Product, decimal Price, int Quantity, bool Shipped);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(Small))]
[JsonSerializable(typeof(Medium))]
[JsonSerializable(typeof(Large))]
public sealed partial class EventContext : JsonSerializerContext;
