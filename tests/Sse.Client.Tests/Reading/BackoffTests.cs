namespace Sse.Tests.Reading;

public class BackoffTests
{
    private static readonly SseClientOptions Defaults = new() { ReconnectDelay = TimeSpan.FromSeconds(1), MaxReconnectDelay = TimeSpan.FromSeconds(30) };

    [Fact]
    public void The_ceiling_doubles_with_every_failure_up_to_the_cap() =>
        Waits(Defaults, random: 1, 7).ShouldBe([1, 2, 4, 8, 16, 30, 30]);

    [Fact]
    public void The_wait_is_anywhere_below_the_ceiling()
    {
        Waits(Defaults, random: 0, 3).ShouldBe([0, 0, 0]);
        Waits(Defaults, random: 0.25, 3).ShouldBe([0.25, 0.5, 1]);
    }

    [Fact]
    public void The_servers_retry_is_the_least_wait_with_jitter_on_top()
    {
        Waits(Defaults, random: 0, 3, retry: 5).ShouldBe([5, 5, 5]);
        Waits(Defaults, random: 1, 5, retry: 5).ShouldBe([10, 20, 30, 30, 30]);
    }

    [Fact]
    public void A_retry_beyond_the_cap_is_kept() => Waits(Defaults, random: 1, 2, retry: 100).ShouldBe([100, 100]);

    [Fact]
    public void A_first_wait_of_nothing_is_nothing_but_failures_in_a_row_still_wait()
    {
        var options = new SseClientOptions { ReconnectDelay = TimeSpan.Zero };
        Waits(options, random: 1, 4).ShouldBe([0, 0.2, 0.4, 0.8]);
        Waits(options, random: 1, 3, retry: 0).ShouldBe([0, 0.4, 0.8]);
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

    private static double[] Waits(SseClientOptions options, double random, int count, int? retry = null)
    {
        var backoff = new Backoff(options, () => random);
        if (retry is { } seconds) backoff.SetRetry(TimeSpan.FromSeconds(seconds));
        return [.. Enumerable.Range(0, count).Select(_ => backoff.Next().TotalSeconds)];
    }
}
