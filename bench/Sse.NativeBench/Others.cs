using System.Text.Json;
using System.Text.Json.Serialization;

namespace Sse.Benchmarks.Events;

/// <summary>A member that a converter writes.</summary>
[SseEvent("converted")]
public sealed partial record Converted([property: JsonConverter(typeof(MoneyConverter))] Money Price);

/// <summary>A member that a context writes.</summary>
[SseEvent("left"), SseJson(Context = typeof(OtherContext))]
public sealed partial record Left(Outside Place);

public readonly record struct Money(decimal Amount);

/// <summary>A type of which generated code is told nothing.</summary>
public sealed record Outside(string Name, int Number);

public sealed class MoneyConverter : JsonConverter<Money>
{
    public override Money Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetDecimal());

    public override void Write(Utf8JsonWriter writer, Money value, JsonSerializerOptions options) => writer.WriteNumberValue(value.Amount);
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(Converted))]
[JsonSerializable(typeof(Left))]
public sealed partial class OtherContext : JsonSerializerContext;
