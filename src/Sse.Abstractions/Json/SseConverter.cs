using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Sse;

/// <summary>
/// A converter of System.Text.Json, made once, called as the serializer would call it: null is its own matter only where
/// it says so, and it takes one whole value. Or a contract of an application's JsonSerializerContext. Generated code keeps
/// it in a static field. As thread-safe as the converter.
/// </summary>
/// <typeparam name="T">What it converts.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class SseConverter<T>
{
    private readonly JsonConverter<T>? _converter;
    private readonly JsonTypeInfo<T>? _contract;
    private readonly JsonSerializerOptions _options;
    private readonly bool _readsNull;
    private readonly bool _writesNull;

    /// <summary>Keeps a converter.</summary>
    /// <param name="converter">The converter, or the factory of it.</param>
    /// <param name="options">What it is given as options; the Web defaults when left out.</param>
    /// <exception cref="InvalidOperationException">It doesn't convert <typeparamref name="T"/>.</exception>
    public SseConverter(JsonConverter converter, JsonSerializerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(converter);
        _options = options ?? JsonDefaults.Web;
        if (!converter.CanConvert(typeof(T))) throw Incompatible(converter);
        var made = converter is JsonConverterFactory factory ? factory.CreateConverter(typeof(T), _options) : converter;
        _converter = made as JsonConverter<T> ?? throw Incompatible(converter);
        _writesNull = _converter.HandleNull;
        // A type that has no null of its own leaves the refusal to its converter.
        _readsNull = _writesNull || default(T) is not null;
    }

    /// <summary>Keeps a contract.</summary>
    /// <param name="contract">The contract.</param>
    public SseConverter(JsonTypeInfo<T> contract)
    {
        ArgumentNullException.ThrowIfNull(contract);
        (_contract, _options, _readsNull, _writesNull) = (contract, contract.Options, true, true);
    }

    /// <summary>Writes a value.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="value">The value.</param>
    public void Write(scoped ref SseFrameWriter writer, T? value)
    {
        if (value is null && !_writesNull)
        {
            writer.WriteNull();
            return;
        }
        var scratch = writer.TakeScratch(_options.Encoder);
        var depth = scratch.Writer.CurrentDepth;
        if (_contract is not null) JsonSerializer.Serialize(scratch.Writer, value!, _contract);
        else _converter!.Write(scratch.Writer, value!, _options);
        if (scratch.Writer.CurrentDepth != depth) throw new InvalidOperationException($"{_converter!.GetType()} wrote too much or not enough.");
        writer.WriteScratch(scratch);
    }

    /// <summary>Writes a value as a dictionary's key, and the colon after it.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="value">The key.</param>
    /// <exception cref="ArgumentNullException"><paramref name="value"/> is null.</exception>
    public void WritePropertyName(scoped ref SseFrameWriter writer, T value)
    {
        if (value is null) throw new ArgumentNullException(nameof(value));
        var scratch = writer.TakeScratch(_options.Encoder);
        _converter!.WriteAsPropertyName(scratch.Writer, value, _options);
        writer.WriteScratch(scratch);
    }

    /// <summary>Reads the value that a reader stands on.</summary>
    /// <param name="reader">The reader.</param>
    /// <returns>The value.</returns>
    /// <exception cref="SseFormatException">The converter doesn't take it.</exception>
    public T? Read(scoped ref SseJsonReader reader)
    {
        if (_contract is not null) return reader.GetValue(_contract);
        return reader.IsNull && !_readsNull ? default : reader.Convert(_converter!, _options);
    }

    /// <summary>Reads the key that a reader stands on.</summary>
    /// <param name="reader">The reader.</param>
    /// <returns>The key.</returns>
    /// <exception cref="SseFormatException">The converter doesn't take it.</exception>
    public T ReadName(scoped ref SseJsonReader reader) => reader.ConvertName(_converter!, _options);

    private static InvalidOperationException Incompatible(JsonConverter converter) => new($"{converter.GetType()} does not convert {typeof(T)}.");
}
