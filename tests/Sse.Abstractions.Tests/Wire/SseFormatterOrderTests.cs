using System.Net.ServerSentEvents;
using System.Text;

namespace Sse.Tests.Wire;

/// <summary>Our lines are those of the framework's formatter, id and retry moved to the front.</summary>
public class SseFormatterOrderTests
{
    [Theory]
    [InlineData("text", null, null, null)]
    [InlineData("text", "named", "7", 1_500)]
    [InlineData("", "named", "", 0)]
    [InlineData("a\r\nb\rc\nd", " spaced", "a/b%20é", 86_400_000)]
    [InlineData(" lead", null, "lead  er", null)]
    public async Task The_lines_are_the_formatters(string data, string? name, string? id, int? retry)
    {
        TimeSpan? wait = retry is { } milliseconds ? TimeSpan.FromMilliseconds(milliseconds) : null;
        using var formatted = new MemoryStream();
        await SseFormatter.WriteAsync(Only(new SseItem<string>(data, name) { EventId = id, ReconnectionInterval = wait }), formatted, TestContext.Current.CancellationToken);

        var ours = Block.Of((ref writer) =>
        {
            writer.WriteId(id);
            writer.WriteRetry(wait);
            writer.WriteEvent(name);
            writer.WriteData(data);
            writer.EndBlock();
        });

        ours.Split('\n').ShouldBe(InOurOrder(Encoding.UTF8.GetString(formatted.ToArray())));
    }

    private static IEnumerable<string> InOurOrder(string block) =>
        block.Split('\n').OrderBy(line => line.StartsWith("id:", StringComparison.Ordinal) ? 0 : line.StartsWith("retry:", StringComparison.Ordinal) ? 1 : 2);

    private static async IAsyncEnumerable<SseItem<string>> Only(SseItem<string> item)
    {
        await Task.CompletedTask;
        yield return item;
    }
}
