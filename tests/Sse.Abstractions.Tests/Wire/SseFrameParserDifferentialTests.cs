using System.Net.ServerSentEvents;
using System.Text;

namespace Sse.Tests.Wire;

/// <summary>
/// Against System.Net.ServerSentEvents.SseParser, over streams on which it follows the standard: every block is whole,
/// ends in LF or CRLF, has data, and names no empty type.
/// </summary>
public class SseFrameParserDifferentialTests
{
    private static readonly string[] Texts = ["x", "", " two  spaces ", "a:b", "{\"a\":1}", "\u00E9\u4E2D\uD83D\uDE00", "\uFEFF", "tab\t", new('L', 300)];

    [Fact]
    public void Agrees_with_SseParser_where_that_follows_the_standard()
    {
        var random = new Random(20);
        var compared = 0;
        for (var round = 0; round < 3_000; round++)
        {
            var stream = Encoding.UTF8.GetBytes(Stream(random));
            var retry = TimeSpan.Zero;
            var events = new List<Found>();
            foreach (var found in Parse.Whole(stream))
            {
                if (found.Kind == SseFrameKind.Event) events.Add(found);
                else if (found.Kind == SseFrameKind.Retry) retry = TimeSpan.FromMilliseconds(found.RetryMilliseconds);
            }

            var oracle = SseParser.Create(new MemoryStream(stream));
            events.ShouldBe(oracle.Enumerate().Select(item => Found.Event(item.EventType, item.Data, oracle.LastEventId)));
            if (retry > TimeSpan.Zero) oracle.ReconnectionInterval.ShouldBe(retry);
            compared += events.Count;
        }
        compared.ShouldBeGreaterThan(10_000);
    }

    [Theory]
    [InlineData("event:\ndata: x\n\n")]
    [InlineData("event: a\n\ndata: x\n\n")]
    public void Differs_from_SseParser_where_that_departs_from_the_standard(string stream)
    {
        var theirs = SseParser.Create(new MemoryStream(Encoding.UTF8.GetBytes(stream))).Enumerate().Select(item => item.EventType);

        Parse.Whole(stream).Select(found => found.Type).ShouldBe(["message"]);
        theirs.ShouldNotBe(["message"]);
    }

    private static string Stream(Random random)
    {
        var text = new StringBuilder(random.Next(4) == 0 ? "\uFEFF" : "");
        for (var blocks = random.Next(1, 10); blocks > 0; blocks--)
        {
            var end = random.Next(2) == 0 ? "\n" : "\r\n";
            var fields = new List<string>();
            for (var lines = random.Next(1, 4); lines > 0; lines--) fields.Add(Field("data", Text()));
            if (random.Next(2) == 0) fields.Add(Field("event", "e" + Text()));
            if (random.Next(2) == 0) fields.Add(Field("id", random.Next(5) == 0 ? "a\0b" : Text()));
            if (random.Next(4) == 0) fields.Add(Field("retry", random.Next(1, 100_000).ToString(System.Globalization.CultureInfo.InvariantCulture)));
            if (random.Next(4) == 0) fields.Add(":" + Text());
            if (random.Next(4) == 0) fields.Add(Field("other", Text()));
            foreach (var field in fields.OrderBy(_ => random.Next())) text.Append(field).Append(end);
            text.Append(end);
        }
        return text.ToString();

        string Text() => Texts[random.Next(Texts.Length)];
        string Field(string name, string value) => value.Length == 0 && random.Next(2) == 0 ? name : name + (random.Next(2) == 0 ? ":" : ": ") + value;
    }
}
