using System.Globalization;
using System.Numerics;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Sse.Tests.Differential.Events;

[SseEvent]
public sealed partial record Converted(
    OrderId Id, OrderId? Maybe, List<OrderId> Many, Dictionary<OrderId, int> Keyed, Slug Slug, Slug? NoSlug, Slug?[] Slugs, Choice<int> Chosen, Choice<string>? Other, Named Entity)
{
    [JsonConverter(typeof(TextNumber))] public int Number { get; init; }

    [JsonConverter(typeof(TextNumber))] public int? NoNumber { get; init; }

    [JsonConverter(typeof(MaybeNumber))] public int? Maybe2 { get; init; }

    [JsonConverter(typeof(Kebab))] public Kind Kind { get; init; }

    [JsonConverter(typeof(Kebab))] public Kind? NoKind { get; init; }

    [Offset(7, Negative = true)] public long Shifted { get; init; }

    [JsonConverter(typeof(Loud))] public string? Loud { get; init; }

    [JsonConverter(typeof(NullAware))] public string? Aware { get; init; }

    [JsonConverter(typeof(BigNumber))] public BigInteger Big { get; init; }

    [JsonConverter(typeof(Pairs))] public int[]? Pairs { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] public OrderId Left { get; init; }
}

[SseEvent]
public sealed partial record ByContext([property: SseJson(Context = typeof(Known))] Tuple<int, string>? A, [property: SseJson(Context = typeof(Known))] Version? B, [property: SseJson(Context = typeof(Known))] Place D, [property: SseJson(Context = typeof(Known))] Dictionary<string, Place>? E);

[SseEvent, SseJson(Context = typeof(Known))]
public sealed partial record OfContext(Tuple<int, string>? A, Tuple<int, string>?[] B, Place C, OfContextInside D);

public sealed record OfContextInside(List<Tuple<int, string>> X);

[JsonSerializable(typeof(Tuple<int, string>))]
[JsonSerializable(typeof(Version))]
[JsonSerializable(typeof(Place))]
[JsonSerializable(typeof(Dictionary<string, Place>))]
internal sealed partial class Known : JsonSerializerContext;

[JsonConverter(typeof(OrderIdConverter))]
public readonly record struct OrderId(Guid Value);

public sealed class OrderIdConverter : JsonConverter<OrderId>
{
    public override OrderId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetGuid());

    public override void Write(Utf8JsonWriter writer, OrderId value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);

    public override OrderId ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Guid.TryParse(reader.GetString(), out var value) ? new(value) : throw new JsonException();

    public override void WriteAsPropertyName(Utf8JsonWriter writer, OrderId value, JsonSerializerOptions options) => writer.WritePropertyName(value.Value.ToString("N"));
}

[JsonConverter(typeof(SlugConverter))]
public sealed record Slug(string Text);

public sealed class SlugConverter : JsonConverter<Slug>
{
    public override Slug Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetString()!);

    public override void Write(Utf8JsonWriter writer, Slug value, JsonSerializerOptions options) => writer.WriteStringValue(value.Text);
}

[JsonConverter(typeof(ChoiceFactory))]
public sealed record Choice<T>(T? Value);

public sealed class ChoiceFactory : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) => typeToConvert.IsGenericType && typeToConvert.GetGenericTypeDefinition() == typeof(Choice<>);

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        typeToConvert == typeof(Choice<int>) ? new Of<int>(static (ref reader) => reader.GetInt32(), static (writer, value) => writer.WriteNumberValue(value))
        : new Of<string>(static (ref reader) => reader.GetString()!, static (writer, value) => writer.WriteStringValue(value));

    private delegate T Take<T>(ref Utf8JsonReader reader);

    private sealed class Of<T>(Take<T> read, Action<Utf8JsonWriter, T?> write) : JsonConverter<Choice<T>>
    {
        public override Choice<T>? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            reader.Read();
            var value = new Choice<T>(read(ref reader));
            reader.Read();
            return value;
        }

        public override void Write(Utf8JsonWriter writer, Choice<T> value, JsonSerializerOptions options)
        {
            writer.WriteStartArray();
            write(writer, value.Value);
            writer.WriteEndArray();
        }
    }
}

public sealed class TextNumber : JsonConverter<int>
{
    public override int Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && int.TryParse(reader.GetString(), CultureInfo.InvariantCulture, out var value) ? value : throw new JsonException();

    public override void Write(Utf8JsonWriter writer, int value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString(CultureInfo.InvariantCulture));
}

public sealed class MaybeNumber : JsonConverter<int?>
{
    public override int? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType == JsonTokenType.False ? null : reader.GetInt32();

    public override void Write(Utf8JsonWriter writer, int? value, JsonSerializerOptions options)
    {
        if (value is null) writer.WriteBooleanValue(false);
        else writer.WriteNumberValue(value.Value);
    }
}

public enum Kind { FirstOne, SecondOne, Third }

public sealed class Kebab() : JsonStringEnumConverter<Kind>(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false);

[AttributeUsage(AttributeTargets.Property)]
public sealed class OffsetAttribute(int by) : JsonConverterAttribute
{
    public bool Negative { get; set; }

    public override JsonConverter CreateConverter(Type typeToConvert) => new Offset(Negative ? -by : by);

    private sealed class Offset(long by) : JsonConverter<long>
    {
        public override long Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => unchecked(reader.GetInt64() - by);

        public override void Write(Utf8JsonWriter writer, long value, JsonSerializerOptions options) => writer.WriteNumberValue(unchecked(value + by));
    }
}

public sealed class Loud : JsonConverter<string>
{
    public override string Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetString()!.ToUpperInvariant();

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToUpperInvariant());
}

public sealed class NullAware : JsonConverter<string?>
{
    public override bool HandleNull => true;

    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType == JsonTokenType.Null ? "was null" : reader.GetString();

    public override void Write(Utf8JsonWriter writer, string? value, JsonSerializerOptions options) => writer.WriteStringValue(value ?? "is null");
}

public sealed class BigNumber : JsonConverter<BigInteger>
{
    public override BigInteger Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && BigInteger.TryParse(reader.GetString(), CultureInfo.InvariantCulture, out var value) ? value : throw new JsonException();

    public override void Write(Utf8JsonWriter writer, BigInteger value, JsonSerializerOptions options) => writer.WriteRawValue(value.ToString(CultureInfo.InvariantCulture), skipInputValidation: true);
}

/// <summary>Reads too little of arrays of one element.</summary>
public sealed class Pairs : JsonConverter<int[]>
{
    public override int[] Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.EndArray) return [];
        var first = reader.GetInt32();
        reader.Read();
        return [first];
    }

    public override void Write(Utf8JsonWriter writer, int[] value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        if (value.Length > 0) writer.WriteNumberValue(value[0]);
        writer.WriteEndArray();
    }
}
