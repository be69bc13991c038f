using System.Text;

namespace Sse.Tests.Reading;

public class HeartbeatAdvertTests
{
    public static TheoryData<string, int?> Heartbeats => [.. ClientCases.Heartbeats];

    [Theory]
    [MemberData(nameof(Heartbeats))]
    public void Reads_the_interval_in_milliseconds_or_nothing(string comment, int? milliseconds) =>
        HeartbeatAdvert.Read(Encoding.UTF8.GetBytes(comment)).ShouldBe(milliseconds is { } value ? TimeSpan.FromMilliseconds(value) : null);
}
