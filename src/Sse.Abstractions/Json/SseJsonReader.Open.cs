using System.Text.Json;
using System.Text.Json.Nodes;

namespace Sse;

public ref partial struct SseJsonReader
{
    /// <summary>Takes any value as it is, or null.</summary>
    /// <returns>The value as a <see cref="JsonElement"/>, as System.Text.Json gives it for an object.</returns>
    /// <exception cref="SseFormatException">The JSON is malformed.</exception>
    public object? GetObject() => IsNull ? null : GetElement();

    /// <summary>Takes an object, or null.</summary>
    /// <returns>The object.</returns>
    /// <exception cref="SseFormatException">It is something else.</exception>
    public JsonObject? GetJsonObject() => IsNull ? null : _reader.TokenType == JsonTokenType.StartObject ? (JsonObject)GetNode()! : throw Expected("an object");

    /// <summary>Takes an array, or null.</summary>
    /// <returns>The array.</returns>
    /// <exception cref="SseFormatException">It is something else.</exception>
    public JsonArray? GetJsonArray() => IsNull ? null : _reader.TokenType == JsonTokenType.StartArray ? (JsonArray)GetNode()! : throw Expected("an array");

    /// <summary>Takes a value that is neither object nor array, or null.</summary>
    /// <returns>The value.</returns>
    /// <exception cref="SseFormatException">It is something else.</exception>
    public JsonValue? GetJsonValue() => _reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray ? throw Expected("a single value") : (JsonValue?)GetNode();
}
