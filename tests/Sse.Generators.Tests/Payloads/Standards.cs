using System.Text.Json;
using System.Text.Json.Serialization;

namespace Sse.Tests.Payloads;

[SseEvent("feature")]
public partial record FeatureMoved(string Type, GeoShape Geometry, Dictionary<string, JsonElement> Properties, double[]? Bbox)
{
    public static FeatureMoved Sample { get; } = new("Feature", new GeoLine([[13.377704, 52.516275], [13.4, 52.5, 34.5]]), new() { ["name"] = JsonDocument.Parse("\"Tor\"").RootElement }, null);
}

[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(GeoPoint), "Point")]
[JsonDerivedType(typeof(GeoLine), "LineString")]
[JsonDerivedType(typeof(GeoGroup), "GeometryCollection")]
public abstract record GeoShape;

public sealed record GeoPoint(double[] Coordinates) : GeoShape;

public sealed record GeoLine(double[][] Coordinates) : GeoShape;

public sealed record GeoGroup(IReadOnlyList<GeoShape> Geometries) : GeoShape;

[SseEvent("cloud")]
public partial class CloudEvent
{
    public string SpecVersion { get; set; } = "1.0";
    public required string Id { get; set; }
    public required Uri Source { get; set; }
    public required string Type { get; set; }
    public DateTimeOffset? Time { get; set; }
    [JsonPropertyName("datacontenttype"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public string? DataContentType { get; set; }
    public JsonElement Data { get; set; }
    [JsonExtensionData] public Dictionary<string, JsonElement>? Extensions { get; set; }

    public static CloudEvent Sample { get; } = new()
    {
        Id = "1", Source = new Uri("/orders?x='1'", UriKind.Relative), Type = "order.created", Data = JsonDocument.Parse("""{"n":1}""").RootElement,
        Extensions = new() { ["traceparent"] = JsonDocument.Parse("\"00-ab-01\"").RootElement },
    };
}

[SseEvent("stripe"), SseJson(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
public partial record StripeEvent(string Id, string Object, long Created, bool Livemode, string Type, StripeData Data)
{
    [JsonExtensionData] public IDictionary<string, object>? Rest { get; set; }

    public static StripeEvent Sample { get; } = new("evt_1", "event", 1767225600, false, "charge.succeeded", new(JsonDocument.Parse("""{"amount":2000,"currency":"eur"}""").RootElement, null));
}

public sealed record StripeData(JsonElement Object, JsonElement? PreviousAttributes);

[SseEvent("tree")]
public partial record TreeChanged(TreeNode Root)
{
    public static TreeChanged Sample { get; } = new(new TreeNode("/", [new("etc", []), new("home", [new("ada", null)])]));
}

public sealed record TreeNode(string Name, IReadOnlyList<TreeNode>? Children);

/// <summary>Instants of another library as the recipe has them: a converter on the member.</summary>
[SseEvent("scheduled")]
public partial record Scheduled([property: JsonConverter(typeof(MomentConverter))] Moment At, [property: JsonConverter(typeof(MomentConverter))] Moment? Until)
{
    public static Scheduled Sample { get; } = new(new Moment(1_767_225_600), null);
}

public readonly struct Moment(long seconds) : IEquatable<Moment>
{
    private readonly long _seconds = seconds;

    public long ToUnixSeconds() => _seconds;

    public bool Equals(Moment other) => _seconds == other._seconds;

    public override bool Equals(object? obj) => obj is Moment other && Equals(other);

    public override int GetHashCode() => _seconds.GetHashCode();

    public static bool operator ==(Moment left, Moment right) => left.Equals(right);

    public static bool operator !=(Moment left, Moment right) => !left.Equals(right);
}

public sealed class MomentConverter : JsonConverter<Moment>
{
    public override Moment Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetDateTimeOffset().ToUnixTimeSeconds());

    public override void Write(Utf8JsonWriter writer, Moment value, JsonSerializerOptions options) => writer.WriteStringValue(DateTimeOffset.FromUnixTimeSeconds(value.ToUnixSeconds()));
}
