using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Sse;

/// <summary>
/// A writer of System.Text.Json with memory of its own, for the values that only its own types or an application's
/// converters can write. Each thread has one for each encoder; nobody else may hold it meanwhile.
/// </summary>
internal sealed class JsonScratch
{
    private const int LargestKept = 1 << 20;

    [ThreadStatic]
    private static JsonScratch? t_default;

    [ThreadStatic]
    private static JsonScratch? t_other;

    private readonly ArrayBufferWriter<byte> _bytes = new(256);
    private readonly JavaScriptEncoder? _encoder;
    private int _depth;

    private JsonScratch(JavaScriptEncoder? encoder)
    {
        _encoder = encoder;
        // As the serializer sets it up: its own code is trusted, and 64 levels are what it allows.
        Writer = new Utf8JsonWriter(_bytes, new JsonWriterOptions { Encoder = encoder, MaxDepth = 64, SkipValidation = true });
    }

    /// <summary>The writer, inside as many arrays as the event is open at that place.</summary>
    public Utf8JsonWriter Writer { get; }

    /// <summary>What was written since.</summary>
    public ReadOnlySpan<byte> Written
    {
        get
        {
            Writer.Flush();
            return _bytes.WrittenSpan[_depth..];
        }
    }

    /// <summary>Takes the thread's own. One that is not given back, because writing threw, is made anew.</summary>
    /// <param name="encoder">The encoder; null for the default.</param>
    /// <param name="depth">How many objects and arrays are open.</param>
    public static JsonScratch Take(JavaScriptEncoder? encoder, int depth)
    {
        ref var free = ref encoder is null ? ref t_default : ref t_other;
        var scratch = free;
        free = null;
        if (scratch is null || scratch._encoder != encoder) scratch = new JsonScratch(encoder);
        scratch._depth = depth;
        for (; depth > 0; depth--) scratch.Writer.WriteStartArray();
        return scratch;
    }

    /// <summary>Gives it back, empty.</summary>
    public void Return()
    {
        if (_bytes.Capacity > LargestKept) return;
        Writer.Reset();
        _bytes.ResetWrittenCount();
        if (_encoder is null) t_default = this;
        else t_other = this;
    }
}
