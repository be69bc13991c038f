using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace Sse;

public ref partial struct SseJsonReader
{
    /// <summary>Takes a value of a string enum: its names in any case, or its number.</summary>
    /// <typeparam name="TEnum">The enum. A number enum is read as its number instead.</typeparam>
    /// <param name="names">Its names.</param>
    /// <returns>The value.</returns>
    /// <exception cref="SseFormatException">It is something else.</exception>
    public TEnum GetEnum<TEnum>(SseEnumNames<TEnum> names)
        where TEnum : struct, Enum
    {
        ArgumentNullException.ThrowIfNull(names);
        if (_reader.TokenType == JsonTokenType.String)
        {
            if (!_reader.ValueIsEscaped && names.TryGet(_reader.ValueSpan, out var value)) return value;
            if (names.TryParse(Text(), out value)) return value;
        }
        else if (_reader.TokenType == JsonTokenType.Number && !IsSignedUnsigned<TEnum>() && Enum.TryParse<TEnum>(Encoding.ASCII.GetString(_reader.ValueSpan), out var value))
        {
            return value;
        }
        throw Expected(typeof(TEnum).Name);
    }

    // The parser of enums takes -0 for zero; no unsigned number has a sign.
    private readonly bool IsSignedUnsigned<TEnum>()
        where TEnum : struct, Enum => _reader.ValueSpan[0] == '-' && SseEnumNames<TEnum>.IsUnsigned;

    /// <summary>Takes any value as it is.</summary>
    /// <returns>The value.</returns>
    /// <exception cref="SseFormatException">The JSON is malformed.</exception>
    public JsonElement GetElement()
    {
        try { return JsonElement.ParseValue(ref _reader); }
        catch (JsonException exception) { throw Malformed(exception); }
    }

    /// <summary>Takes any value as it is.</summary>
    /// <returns>The value, in memory of its own.</returns>
    /// <exception cref="SseFormatException">The JSON is malformed.</exception>
    public JsonDocument GetDocument()
    {
        try { return JsonDocument.ParseValue(ref _reader); }
        catch (JsonException exception) { throw Malformed(exception); }
    }

    /// <summary>Takes any value as it is, or null.</summary>
    /// <returns>The value.</returns>
    /// <exception cref="SseFormatException">The JSON is malformed.</exception>
    public JsonNode? GetNode()
    {
        // Below the top, text is looked at when it is asked for.
        if (_reader.TokenType == JsonTokenType.String) Text();
        try { return JsonNode.Parse(ref _reader, new JsonNodeOptions { PropertyNameCaseInsensitive = true }); }
        catch (JsonException exception) { throw Malformed(exception); }
    }

    /// <summary>Takes a value as System.Text.Json reads it with the given contract.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="contract">How to read it: of the application's own JsonSerializerContext.</param>
    /// <returns>The value.</returns>
    /// <exception cref="SseFormatException">It is something else.</exception>
    public T? GetValue<T>(JsonTypeInfo<T> contract)
    {
        ArgumentNullException.ThrowIfNull(contract);
        var position = _reader.TokenStartIndex;
        try { return JsonSerializer.Deserialize(ref _reader, contract); }
        catch (JsonException exception) { throw Error(position, $"the value is no {typeof(T).Name}", exception); }
    }
}
