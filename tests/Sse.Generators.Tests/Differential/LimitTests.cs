using System.Text.Json;
using System.Text.Json.Serialization;
using Sse.Tests.Harness;

namespace Sse.Tests.Differential;

/// <summary>Where the serializer gives up, so does the generator; up to there both agree.</summary>
public class LimitTests
{
    [Fact]
    public void The_deepest_event_that_is_generated_is_the_deepest_that_the_serializer_writes()
    {
        var deepest = Enumerable.Range(50, 20).Last(levels => GeneratorRun.Models(GeneratorRun.Of(Source(levels)).Driver).Single().Refusal is null);
        GeneratorRun.Clean(Source(deepest)).WriteFrame("Deep", Nested(deepest)).ShouldBe($"event: deep\ndata: {JsonSerializer.Serialize(new { X = Nested(deepest) }, JsonSerializerOptions.Web)}\n\n");
        Should.Throw<JsonException>(() => JsonSerializer.Serialize(new { X = Nested(deepest + 1) }, JsonSerializerOptions.Web));

        static string Source(int levels) => $"[Sse.SseEvent] public partial record Deep(int{string.Concat(Enumerable.Repeat("[]", levels))} X);";

        static object Nested(int levels)
        {
            object value = 1;
            for (; levels > 0; levels--)
            {
                var array = Array.CreateInstance(value.GetType(), 1);
                array.SetValue(value, 0);
                value = array;
            }
            return value;
        }
    }

    [Fact]
    public void What_is_refused_as_a_collision_is_refused_by_the_serializer_too()
    {
        Should.Throw<InvalidOperationException>(() => JsonSerializer.Serialize(new SameName(), JsonSerializerOptions.Web));
        Should.Throw<InvalidOperationException>(() => JsonSerializer.Serialize(new SameButForCase(), JsonSerializerOptions.Web));
        Should.Throw<InvalidOperationException>(() => JsonSerializer.Serialize(new NeverNull(), JsonSerializerOptions.Web));
    }

    private sealed class SameName
    {
        public int Id { get; set; }
        public int ID { get; set; }
    }

    private sealed class SameButForCase
    {
        public int Id { get; set; }
        [JsonPropertyName("ID")] public int Other { get; set; }
    }

    private sealed class NeverNull
    {
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public int Id { get; set; }
    }
}
