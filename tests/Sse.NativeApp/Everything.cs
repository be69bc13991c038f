using System.Text.Json.Serialization;

namespace Sse.NativeApp;

internal enum Side
{
    Buy,
    Sell,
}

[JsonConverter(typeof(JsonStringEnumConverter<Venue>))]
internal enum Venue
{
    Paris,
    [JsonStringEnumMemberName("new york")] NewYork,
}

internal sealed record Leg(string Symbol, decimal Price, int? Lots);

internal readonly record struct Point(double X, float Y);

/// <summary>One member of every kind that an event may have.</summary>
[SseEvent("everything")]
internal sealed partial record Everything(
    bool Flag, sbyte I8, byte U8, short I16, ushort U16, int I32, uint U32, long I64, ulong U64,
    float Single, double Double, decimal Decimal, string Text, char Letter, Guid Guid,
    DateTime Local, DateTimeOffset At, DateOnly Date, TimeOnly Time, TimeSpan Span, Uri Link, byte[] Bytes,
    Side Side, Venue Venue, int? Some, int? None, string? NoText, Leg Leg, Point Point,
    int[] Array, List<Leg> Legs, Dictionary<string, decimal> Map,
    [property: JsonPropertyName("renamed")] string Other, [property: JsonIgnore] string Hidden)
{
    /// <summary>The same values in every process, hostile text included.</summary>
    public static Everything Sample(int seed) => new(
        seed % 2 == 0, -8, 200, -1600, 60_000, -32 - seed, 3_200_000_000, long.MinValue, ulong.MaxValue,
        1.5e-7f, 1e21 + seed, 1.500m, "line\r\nbreak \"quoted\" <&> é 漢 😀 \ud800 \0", '\u2028', new Guid(seed, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10),
        new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Unspecified), new DateTimeOffset(2026, 1, 2, 3, 4, 5, 678, TimeSpan.FromHours(2)),
        new DateOnly(2026, 1, 2), new TimeOnly(3, 4, 5, 600), TimeSpan.FromTicks(123_456_789), new Uri("https://example.org/a?b=c&d"), [0, 255, 62, 63],
        Side.Sell, Venue.NewYork, seed, null, null, new Leg("ACME", 12.5m, null), new Point(-0.0, 3.25f),
        [1, 2, 3], [new Leg("A'B", 0.10m, 7), new Leg("", -1m, null)], new() { ["CamelCase"] = 1m, ["a\"b"] = 2.00m },
        "other", "never written");
}

/// <summary>A hub of it.</summary>
[SseHub(typeof(Everything))]
public sealed partial class EverythingHub;
