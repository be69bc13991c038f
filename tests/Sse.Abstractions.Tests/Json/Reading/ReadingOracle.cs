using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Sse.Tests.Json.Reading;

/// <summary>Reads the same JSON with System.Text.Json and with ours: both refuse it, or both give the same value.</summary>
internal sealed class ReadingOracle
{
    public delegate T Read<out T>(ref SseJsonReader reader);

    private static readonly JsonSerializerOptions Described = new(JsonSerializerOptions.Web) { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };

    public int Compared { get; private set; }

    public int Accepted { get; private set; }

    public static T Ours<T>(byte[] json, Read<T> read)
    {
        var reader = new SseJsonReader(json, "tested");
        var value = read(ref reader);
        reader.End();
        return value;
    }

    public void Compare<T>(byte[] json, Read<T> read, JsonSerializerOptions? options = null)
    {
        var theirs = Outcome(() => JsonSerializer.Deserialize<T>(json, options ?? JsonSerializerOptions.Web), out var refused);
        var ours = Outcome(() => Ours(json, read), out var weRefused);
        weRefused.ShouldBe(refused, $"{typeof(T).Name} of {Encoding.UTF8.GetString(json)}");
        ours.ShouldBe(theirs, $"{typeof(T).Name} of {Encoding.UTF8.GetString(json)}");
        Compared++;
        if (!refused) Accepted++;
    }

    public void Print(string what) => TestContext.Current.TestOutputHelper?.WriteLine($"{what}: {Compared} comparisons, {Accepted} of them accepted");

    /// <summary>The value as text that tells all values apart, or null where it was refused.</summary>
    private static string? Outcome<T>(Func<T> read, out bool refused)
    {
        refused = false;
        try { return Describe(read()); }
        catch (JsonException) { refused = true; }
        catch (SseFormatException) { refused = true; }
        return null;
    }

    private static string Describe<T>(T value) => value switch
    {
        null => "null",
        double number => BitConverter.DoubleToInt64Bits(number).ToString("x", System.Globalization.CultureInfo.InvariantCulture),
        float number => BitConverter.SingleToInt32Bits(number).ToString("x", System.Globalization.CultureInfo.InvariantCulture),
        DateTime date => $"{date:O} {date.Kind}",
        Uri uri => uri.OriginalString,
        JsonElement element => Convert.ToHexString(JsonMarshal.GetRawUtf8Value(element)),
        JsonDocument document => Convert.ToHexString(JsonMarshal.GetRawUtf8Value(document.RootElement)),
        JsonNode node => Written(node),
        _ => JsonSerializer.Serialize(value, Described),
    };

    /// <summary>A node writes itself only when the text it was read from is valid.</summary>
    private static string Written(JsonNode node)
    {
        try { return node.ToJsonString(); }
        catch (InvalidOperationException) { return "not writable"; }
    }
}
