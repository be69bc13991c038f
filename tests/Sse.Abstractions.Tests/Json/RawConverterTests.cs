using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Sse.Tests.Json;

/// <summary>What a converter writes can't end the line that it stands in.</summary>
public class RawConverterTests
{
    [Theory]
    [InlineData("{\n  \"a\": 1,\r\n  \"b\": [\n]\n}", "{   \"a\": 1,    \"b\": [ ] }")]
    [InlineData("1\n\nid: forged\n\n", "1  id: forged  ")]
    [InlineData("\"\\n\"", "\"\\n\"")]
    public void Line_breaks_of_raw_JSON_are_blanks(string raw, string expected)
    {
        var writer = new SseFrameWriter(stackalloc byte[64]);
        try
        {
            writer.WriteRaw("\n"u8);
            new SseConverter<string>(new RawConverter()).Write(ref writer, raw);
            Encoding.UTF8.GetString(writer.Written).ShouldBe("\n" + expected);
        }
        finally { writer.Dispose(); }
    }

    private sealed class RawConverter : JsonConverter<string>
    {
        public override string Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetString()!;

        public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteRawValue(value, skipInputValidation: true);
    }
}
