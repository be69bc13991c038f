using System.Globalization;
using System.Text;

namespace Sse.Tests.Log;

public class IdTextTests
{
    [Fact]
    public void Is_the_text_of_its_sequence_wherever_it_comes_from()
    {
        var id = new IdText("id: e-"u8.ToArray());
        // One after the other, the same again as after an append that failed, further on as after a completion, and back.
        foreach (var sequence in (long[])[1, 2, 2, 8, 9, 10, 10, 11, 98, 99, 100, 101, 999_999, 1_000_000, 1_000_001, 7, 8, long.MaxValue - 1, long.MaxValue])
        {
            id.MoveTo(sequence);
            Encoding.ASCII.GetString(id.Span).ShouldBe($"id: e-{sequence.ToString(CultureInfo.InvariantCulture)}");
            id.Length.ShouldBe(id.Span.Length);
        }
    }
}
