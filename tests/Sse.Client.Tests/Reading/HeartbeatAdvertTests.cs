using System.Text;

namespace Sse.Tests.Reading;

public class HeartbeatAdvertTests
{
    [Theory]
    [InlineData("heartbeat=15000", 15_000)]
    [InlineData("heartbeat=1", 1)]
    [InlineData("heartbeat=0", null)]
    [InlineData("heartbeat=-5", null)]
    [InlineData("heartbeat=15s", null)]
    [InlineData("heartbeat=99999999999", null)]
    [InlineData("heartbeat=", null)]
    [InlineData(" heartbeat=5", null)]
    [InlineData("Heartbeat=5", null)]
    [InlineData("hello", null)]
    [InlineData("", null)]
    public void Reads_the_interval_in_milliseconds_or_nothing(string comment, int? milliseconds) =>
        HeartbeatAdvert.Read(Encoding.UTF8.GetBytes(comment)).ShouldBe(milliseconds is { } value ? TimeSpan.FromMilliseconds(value) : null);
}
