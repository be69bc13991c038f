namespace Sse.Tests.Reading;

public class BackoffTests
{
    private static readonly SseClientOptions Defaults = new() { ReconnectDelay = TimeSpan.FromSeconds(1), MaxReconnectDelay = TimeSpan.FromSeconds(30) };

    public static TheoryData<double, double?, double, double[]> Cases => [.. ClientCases.Waits];

    /// <summary>
    /// The ceiling doubles up to the cap, and the wait is anywhere below it; the server's <c>retry</c> is the least wait, with jitter on top,
    /// also beyond the cap; a first wait of nothing is nothing, but failures in a row still wait.
    /// </summary>
    [Theory]
    [MemberData(nameof(Cases))]
    public void Waits_as_long_as_failures_and_the_server_say(double first, double? retry, double random, double[] waits)
    {
        var backoff = new Backoff(new SseClientOptions { ReconnectDelay = TimeSpan.FromSeconds(first), MaxReconnectDelay = TimeSpan.FromSeconds(30) }, () => random);
        if (retry is { } seconds) backoff.SetRetry(TimeSpan.FromSeconds(seconds));
        waits.Select(_ => backoff.Next().TotalSeconds).ShouldBe(waits);
    }

    [Fact]
    public void Starts_over_after_a_reset()
    {
        var backoff = new Backoff(Defaults, () => 1);
        backoff.Next();
        backoff.Next();
        backoff.Failures.ShouldBe(2);
        backoff.Reset();
        backoff.Next().ShouldBe(TimeSpan.FromSeconds(1));
        backoff.Failures.ShouldBe(1);
    }

    [Fact]
    public void A_good_end_is_no_failure_and_waits_about_as_long_as_the_server_says()
    {
        var backoff = new Backoff(Defaults, () => 1);
        backoff.Next();
        backoff.NextAfterGoodEnd().ShouldBe(TimeSpan.FromSeconds(1), "the first wait of one's own, with its jitter");
        backoff.Failures.ShouldBe(0);
        backoff.SetRetry(TimeSpan.FromSeconds(100));
        for (var i = 0; i < 10; i++) backoff.NextAfterGoodEnd().ShouldBe(TimeSpan.FromSeconds(110));
        backoff.SetRetry(TimeSpan.Zero);
        backoff.NextAfterGoodEnd().ShouldBe(TimeSpan.Zero);
        backoff.SetRetry(TimeSpan.FromMilliseconds(int.MaxValue));
        backoff.NextAfterGoodEnd().ShouldBe(TimeSpan.FromMilliseconds(int.MaxValue));
    }

    [Fact]
    public void Never_asks_for_more_than_a_timer_holds_however_long_it_goes_on()
    {
        var options = new SseClientOptions { ReconnectDelay = TimeSpan.FromDays(1), MaxReconnectDelay = TimeSpan.MaxValue };
        var backoff = new Backoff(options, () => 1);
        backoff.SetRetry(TimeSpan.FromMilliseconds(int.MaxValue));
        for (var i = 0; i < 2_000; i++) backoff.Next().ShouldBeInRange(TimeSpan.Zero, TimeSpan.FromMilliseconds(int.MaxValue));
    }
}
