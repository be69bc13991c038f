using System.Text.Json;
using System.Text.Json.Serialization;

namespace Sse;

/// <summary>
/// Says so where a result that opens a stream is to be written as JSON, as the value of another one such as <c>Ok(…)</c>: it
/// would be written as <c>{}</c>, with 200.
/// </summary>
internal sealed class ResultIsNoValue : JsonConverter<object>
{
    public override bool CanConvert(Type typeToConvert) => true;

    public override object Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw Refusal();

    public override void Write(Utf8JsonWriter writer, object value, JsonSerializerOptions options) => throw Refusal();

    private static InvalidOperationException Refusal() =>
        new("A stream is a result, not a value to write as JSON: return what SseResults made itself, without Ok(…), Json(…) or ObjectResult around it.");
}
