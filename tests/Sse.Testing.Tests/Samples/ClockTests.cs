using System.Globalization;

namespace Sse.Tests.Samples;

/// <summary>samples/Clock: a handler that goes on counting where its client stopped.</summary>
public class ClockTests
{
    [Fact]
    public async Task It_counts_on()
    {
        await using var app = new WebApplicationFactory<Timestamp>().WithSse();
        var clock = await app.Subscribe("/sse", lastEventId: "41");

        for (var expected = 42; expected <= 45; expected++)
        {
            int.Parse((await clock.Next()).Id, CultureInfo.InvariantCulture).ShouldBe(expected);
            await clock.Resume();
        }
    }
}
