namespace Sse.Tests.Telemetry;

public class MeasureTurnTests
{
    [Fact]
    public void There_is_one_in_a_tenth_of_a_second()
    {
        var time = new FakeTimeProvider();
        var turn = new MeasureTurn(time);
        turn.TryTake().ShouldBeTrue();
        turn.TryTake().ShouldBeFalse();
        time.Advance(TimeSpan.FromMilliseconds(99));
        turn.TryTake().ShouldBeFalse();
        time.Advance(TimeSpan.FromMilliseconds(1));
        turn.TryTake().ShouldBeTrue();
        turn.TryTake().ShouldBeFalse();
    }

    [Fact]
    public void It_goes_by_the_systems_clock_too()
    {
        var turn = new MeasureTurn(TimeProvider.System);
        turn.TryTake().ShouldBeTrue();
    }
}
