using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace Sse;

public ref partial struct SseFrameWriter
{
    /// <summary>Writes any JSON, its text escaped anew.</summary>
    /// <param name="value">The value.</param>
    /// <exception cref="InvalidOperationException">It is the default value, which is no JSON.</exception>
    public void WriteElement(JsonElement value)
    {
        var scratch = TakeScratch(_encoder);
        value.WriteTo(scratch.Writer);
        WriteScratch(scratch);
    }

    /// <summary>Writes any JSON, its text escaped anew, or <c>null</c>.</summary>
    /// <param name="value">The value.</param>
    public void WriteDocument(JsonDocument? value)
    {
        if (value is null) WriteNull();
        else WriteElement(value.RootElement);
    }

    /// <summary>Writes any JSON, or <c>null</c>.</summary>
    /// <param name="value">The value.</param>
    public void WriteNode(JsonNode? value)
    {
        if (value is null)
        {
            WriteNull();
            return;
        }
        var scratch = TakeScratch(_encoder);
        value.WriteTo(scratch.Writer, JsonDefaults.Web);
        WriteScratch(scratch);
    }

    /// <summary>Writes a value as System.Text.Json does with the given contract.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="value">The value.</param>
    /// <param name="contract">How to write it: of the application's own JsonSerializerContext.</param>
    public void WriteValue<T>(T value, JsonTypeInfo<T> contract)
    {
        ArgumentNullException.ThrowIfNull(contract);
        var scratch = TakeScratch(contract.Options.Encoder);
        JsonSerializer.Serialize(scratch.Writer, value, contract);
        WriteScratch(scratch);
    }

    /// <summary>A writer of System.Text.Json that stands where this one does.</summary>
    internal readonly JsonScratch TakeScratch(JavaScriptEncoder? encoder) => JsonScratch.Take(encoder, _depth);

    /// <summary>Takes over what such a writer wrote.</summary>
    internal void WriteScratch(JsonScratch scratch)
    {
        var start = _written;
        WriteRaw(scratch.Written);
        // A converter may write raw JSON over several lines, and a line break ends an event's data: between JSON's tokens a blank does as well.
        for (var rest = _buffer[start.._written]; rest.IndexOfAny((byte)'\r', (byte)'\n') is >= 0 and var i; rest = rest[(i + 1)..]) rest[i] = (byte)' ';
        scratch.Return();
    }
}
