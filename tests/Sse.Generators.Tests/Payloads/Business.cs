using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Sse.Tests.Payloads;

[SseEvent("tick")]
public readonly partial record struct PriceTick([property: SseKey] string Symbol, decimal Bid, decimal Ask, double Change, DateTime At, [property: JsonConverter(typeof(JsonStringEnumConverter<Venue>))] Venue Venue)
{
    public static PriceTick Sample { get; } = new("ACME", 12.50m, 12.5100m, -0.0125, new DateTime(2026, 1, 2, 3, 4, 5, 678, DateTimeKind.Utc), Venue.MainMarket);
}

public enum Venue
{
    MainMarket,
    Dark,
}

[SseEvent("job-progress")]
public partial record JobProgress(Guid Job, int Percent, TimeSpan Elapsed, TimeSpan? Left, JobPhases Phases, Version? Worker)
{
    public static JobProgress Sample { get; } = new(Guid.Empty, 40, TimeSpan.FromSeconds(90.5), null, JobPhases.Fetch | JobPhases.Pack, new Version(2, 1));
}

[Flags, JsonConverter(typeof(JsonStringEnumConverter<JobPhases>))]
public enum JobPhases
{
    None = 0,
    Fetch = 1,
    Build = 2,
    Pack = 4,
}

[SseEvent("order")]
public partial record OrderPlaced(OrderNumber Id, Customer Customer, ImmutableArray<OrderLine> Lines, IReadOnlyDictionary<OrderNumber, decimal> Related, decimal Total, DateOnly Due)
{
    public static OrderPlaced Sample { get; } = new(
        new OrderNumber(7), new Customer("Grace", null), [new("A-1", 2, 9.90m), new("B+2", 1, 0.05m)],
        new Dictionary<OrderNumber, decimal> { [new OrderNumber(6)] = 1.0m }, 19.85m, new DateOnly(2026, 2, 28));
}

public sealed record Customer(string Name, string? Email);

public readonly record struct OrderLine(string Article, int Count, decimal Price);

[JsonConverter(typeof(OrderNumberConverter))]
public readonly record struct OrderNumber(int Value);

public sealed class OrderNumberConverter : JsonConverter<OrderNumber>
{
    public override OrderNumber Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Parse(reader.GetString());

    public override void Write(Utf8JsonWriter writer, OrderNumber value, JsonSerializerOptions options) => writer.WriteStringValue($"O-{value.Value}");

    public override OrderNumber ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Parse(reader.GetString());

    public override void WriteAsPropertyName(Utf8JsonWriter writer, OrderNumber value, JsonSerializerOptions options) => writer.WritePropertyName($"O-{value.Value}");

    private static OrderNumber Parse(string? text) =>
        text is ['O', '-', ..] && int.TryParse(text.AsSpan(2), System.Globalization.CultureInfo.InvariantCulture, out var value) ? new(value) : throw new JsonException();
}

[SseEvent("metrics")]
public partial record MetricsTaken(
    Dictionary<string, double> Gauges, SortedDictionary<int, long> Histogram, Dictionary<Venue, Dictionary<string, float?>> ByVenue, FrozenSet<string> Hosts, KeyValuePair<string, double>[] Top, HashSet<Guid> Nodes)
{
    [JsonNumberHandling(JsonNumberHandling.AllowNamedFloatingPointLiterals)] public double Ratio { get; init; } = double.NaN;

    public static MetricsTaken Sample { get; } = new(
        new() { ["cpu load"] = 0.75, ["mem"] = 1E+21 }, new() { [100] = 5, [10] = 7 }, new() { [Venue.Dark] = new() { ["p99"] = 1.5f, ["p50"] = null } },
        FrozenSet.ToFrozenSet(["a"]), [new("x", 1)], [Guid.Empty]);
}

[SseEvent("notified"), SseJson(UseStringEnumConverter = true, EnumNamingPolicy = JsonKnownNamingPolicy.KebabCaseLower)]
public partial record Notified(Int128 Serial, Urgency Urgency, IReadOnlyList<Urgency> Others, object? Payload, Uri Link, ReadOnlyMemory<byte> Digest)
{
    public static Notified Sample { get; } = new(Int128.MaxValue, Urgency.VeryHigh, [Urgency.Low], new Dictionary<string, object?> { ["n"] = 1.5m }, new Uri("https://a.b/ü?q=<1>"), new byte[] { 251, 255 });
}

public enum Urgency
{
    Low,
    VeryHigh,
}
