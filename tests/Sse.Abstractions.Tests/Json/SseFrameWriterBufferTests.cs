using System.Text;

namespace Sse.Tests.Json;

public class SseFrameWriterBufferTests
{
    [Fact]
    public void Keeps_what_was_written_when_it_outgrows_its_scratch_memory()
    {
        var expected = new StringBuilder();
        var writer = new SseFrameWriter(stackalloc byte[4]);
        try
        {
            for (var i = 0; i < 1_000; i++)
            {
                var text = i.ToString(System.Globalization.CultureInfo.InvariantCulture);
                expected.Append(text);
                writer.WriteRaw(Encoding.UTF8.GetBytes(text));
            }
            Encoding.UTF8.GetString(writer.Written).ShouldBe(expected.ToString());
        }
        finally { writer.Dispose(); }
    }

    [Fact]
    public void Starts_without_any_scratch_memory()
    {
        var writer = new SseFrameWriter([]);
        try
        {
            writer.WriteRaw("data"u8);
            writer.Written.SequenceEqual("data"u8).ShouldBeTrue();
        }
        finally { writer.Dispose(); }
    }
}
