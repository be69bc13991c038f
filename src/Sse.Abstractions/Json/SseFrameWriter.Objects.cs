using System.Text.Json;
using System.Text.Json.Nodes;

namespace Sse;

// A member of type object: what it holds is written by its own type, as far as that can be known without reflection.
public ref partial struct SseFrameWriter
{
    /// <summary>
    /// Writes what a member of type object holds: single values, JSON of any kind, and dictionaries and lists of these.
    /// </summary>
    /// <param name="value">The value.</param>
    /// <param name="options">Options that say how numbers are written, and whose contracts know further types; or null.</param>
    /// <exception cref="NotSupportedException">The type of the value is none of these, and the options don't know it.</exception>
    public void WriteObject(object? value, JsonSerializerOptions? options = null)
    {
        if (value is not null && TryWriteInForm(value, options)) return;
        switch (value)
        {
            case null: WriteNull(); break;
            case string text: WriteString(text); break;
            case bool truth: WriteBoolean(truth); break;
            case int number: WriteNumber(number); break;
            case long number: WriteNumber(number); break;
            case double number: WriteNumber(number); break;
            case decimal number: WriteNumber(number); break;
            case JsonElement element: WriteElement(element); break;
            case JsonNode node: WriteNode(node); break;
            case JsonDocument document: WriteDocument(document); break;
            case DateTime date: WriteString(date); break;
            case DateTimeOffset date: WriteString(date); break;
            case Guid identifier: WriteString(identifier); break;
            default: WriteOther(value, options); break;
        }
    }

    private void WriteOther(object value, JsonSerializerOptions? options)
    {
        var type = value.GetType();
        if (TryWriteSingle(value)) return;
        if (type == typeof(Dictionary<string, object?>)) WriteEntries((Dictionary<string, object?>)value, options);
        else if (type == typeof(Dictionary<string, string?>)) WriteEntries(((Dictionary<string, string?>)value).Select(entry => new KeyValuePair<string, object?>(entry.Key, entry.Value)), options);
        else if (type == typeof(List<object?>) || type == typeof(object?[])) WriteElements((IEnumerable<object?>)value, options);
        else if (type == typeof(List<string?>) || type == typeof(string?[])) WriteElements((IEnumerable<string?>)value, options);
        else if (type == typeof(object)) WriteRaw("{}"u8);
        else if (options?.TypeInfoResolver?.GetTypeInfo(type, options) is { } contract) WriteContract(value, contract);
        else throw new NotSupportedException($"A member of type object holds a {type}, which is not known: name a JsonSerializerContext that lists it with [JsonSerializable], in [SseJson(Context = typeof(…))] on the event.");
    }

    private bool TryWriteSingle(object value)
    {
        switch (value)
        {
            case sbyte number: WriteNumber(number); return true;
            case byte number: WriteNumber(number); return true;
            case short number: WriteNumber(number); return true;
            case ushort number: WriteNumber(number); return true;
            case uint number: WriteNumber(number); return true;
            case ulong number: WriteNumber(number); return true;
            case Int128 number: WriteNumber(number); return true;
            case UInt128 number: WriteNumber(number); return true;
            case Half number: WriteNumber(number); return true;
            case float number: WriteNumber(number); return true;
            case char unit: WriteString(unit); return true;
            case DateOnly date: WriteString(date); return true;
            case TimeOnly time: WriteString(time); return true;
            case TimeSpan duration: WriteString(duration); return true;
            case Uri address: WriteString(address); return true;
            case Version version: WriteString(version); return true;
            case byte[] bytes: WriteBase64(bytes); return true;
            case Memory<byte> bytes: WriteBase64(bytes.Span); return true;
            case ReadOnlyMemory<byte> bytes: WriteBase64(bytes.Span); return true;
            default: return false;
        }
    }

    private void WriteEntries(IEnumerable<KeyValuePair<string, object?>> entries, JsonSerializerOptions? options)
    {
        Enter();
        WriteRaw("{"u8);
        var separate = false;
        foreach (var (key, value) in entries)
        {
            if (separate) WriteRaw(","u8);
            separate = true;
            CheckDepth();
            WritePropertyName(key);
            WriteObject(value, options);
        }
        WriteRaw("}"u8);
        Leave();
    }

    private void WriteElements(IEnumerable<object?> elements, JsonSerializerOptions? options)
    {
        Enter();
        WriteRaw("["u8);
        var separate = false;
        foreach (var element in elements)
        {
            if (separate) WriteRaw(","u8);
            separate = true;
            CheckDepth();
            WriteObject(element, options);
        }
        WriteRaw("]"u8);
        Leave();
    }

    private void WriteContract(object value, System.Text.Json.Serialization.Metadata.JsonTypeInfo contract)
    {
        var scratch = TakeScratch(contract.Options.Encoder);
        JsonSerializer.Serialize(scratch.Writer, value, contract);
        WriteScratch(scratch);
    }
}
