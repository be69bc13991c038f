using System.Text;
using System.Text.Json;

namespace Sse;

public ref partial struct SseJsonReader
{
    /// <summary>Begins an object whose type its first member tells. What reads the object goes on from there.</summary>
    /// <param name="types">The types' discriminators.</param>
    /// <returns>The index of the one that was found; -1 where there is none.</returns>
    /// <exception cref="SseFormatException">It is no object, or its discriminator is not known or in the wrong place.</exception>
    public int ReadDiscriminator(SseDiscriminators types)
    {
        ArgumentNullException.ThrowIfNull(types);
        StartObject();
        _isBegun = true;
        var start = _reader;
        Advance();
        if (_reader.TokenType != JsonTokenType.PropertyName || !IsName(types.Utf8Name))
        {
            _reader = start;
            return -1;
        }
        Advance();
        object value = _reader.TokenType switch
        {
            JsonTokenType.String => Text(),
            JsonTokenType.Number when _reader.TryGetInt32(out var number) => number,
            _ => throw Expected("a discriminator"),
        };
        var index = types.Find(value);
        return index >= 0 || types.IgnoresUnknown ? index : throw Error(_reader.TokenStartIndex, "the type discriminator is not known");
    }

    private bool IsName(ReadOnlySpan<byte> name) => _reader.ValueIsEscaped ? Encoding.UTF8.GetBytes(EscapedName()).AsSpan().SequenceEqual(name) : _reader.ValueSpan.SequenceEqual(name);

    /// <summary>Refuses what may only stand at an object's beginning, or means something to serializers that keep references.</summary>
    private void RequireNoMetadata(string discriminator)
    {
        var name = RepairedName();
        if (name.StartsWith('$') || name == discriminator) throw Error(_reader.TokenStartIndex, $"'{name}' may not stand here");
    }
}
