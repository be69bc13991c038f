using System.Text.Json;
using System.Text.Json.Serialization;

namespace Sse;

public ref partial struct SseJsonReader
{
    // What the tokenizer throws when it is asked for what isn't there: the serializer takes that for wrong JSON.
    private const string OfTokenizer = "System.Text.Json.Rethrowable";

    internal T? Convert<T>(JsonConverter<T> converter, JsonSerializerOptions options)
    {
        var (start, token, depth, consumed) = (_reader.TokenStartIndex, _reader.TokenType, _reader.CurrentDepth, _reader.BytesConsumed);
        T? value;
        try { value = converter.Read(ref _reader, typeof(T), options); }
        catch (Exception exception) when (IsOfJson(exception)) { throw Error(start, $"the value is no {typeof(T).Name}", exception); }
        var isWhole = token switch
        {
            JsonTokenType.StartObject => _reader.TokenType == JsonTokenType.EndObject && _reader.CurrentDepth == depth,
            JsonTokenType.StartArray => _reader.TokenType == JsonTokenType.EndArray && _reader.CurrentDepth == depth,
            _ => _reader.BytesConsumed == consumed,
        };
        return isWhole ? value : throw Error(start, $"{converter.GetType().Name} read too much or not enough");
    }

    internal T ConvertName<T>(JsonConverter<T> converter, JsonSerializerOptions options)
    {
        try { return converter.ReadAsPropertyName(ref _reader, typeof(T), options); }
        catch (Exception exception) when (IsOfJson(exception)) { throw Error(_reader.TokenStartIndex, $"the name is no {typeof(T).Name}", exception); }
    }

    private static bool IsOfJson(Exception exception) =>
        exception is JsonException || exception is InvalidOperationException or FormatException && exception.Source == OfTokenizer;
}
