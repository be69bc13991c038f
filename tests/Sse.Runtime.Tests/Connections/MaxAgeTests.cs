using Microsoft.AspNetCore.Builder;
using Sse.Tests.Hub;

namespace Sse.Tests.Connections;

public class MaxAgeTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void Streams_of_one_age_end_at_random_moments_of_its_last_tenth()
    {
        _time.Advance(TimeSpan.FromHours(1));
        var connections = new OpenConnections(new SseOptions(), _time);

        var ages = Enumerable.Range(0, 1_000).Select(_ => _time.GetElapsedTime(_time.GetTimestamp(), connections.ExpiryOf(TimeSpan.FromMinutes(10))).TotalMinutes).ToList();

        ages.ShouldAllBe(age => age >= 9 && age <= 10);
        ages.Min().ShouldBeLessThan(9.1);
        ages.Max().ShouldBeGreaterThan(9.9);
        connections.ExpiryOf(maxAge: null).ShouldBe(long.MaxValue);
    }

    [Fact]
    public async Task An_age_needs_no_timer_of_its_own()
    {
        await using var app = await HubApp.StartAsync(time: _time, map: app => app.MapSse<TestHub>("/aged", o => o.MaxAge = TimeSpan.FromMinutes(10)));
        using var lasting = await app.OpenAsync("/hub");
        await lasting.NextAsync();
        var timers = _time.ArmedTimers;

        using var aged = await app.OpenAsync("/aged");
        await aged.NextAsync();

        _time.ArmedTimers.ShouldBe(timers);
        _time.Advance(TimeSpan.FromMinutes(10));
        await aged.RestAsync();
        app.Hub().SubscriberCount.ShouldBe(1);
    }
}
