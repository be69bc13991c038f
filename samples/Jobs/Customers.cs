/// <summary>Those who want something done: there are always some jobs waiting.</summary>
internal sealed class Customers(JobQueue queue, TimeProvider time) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(500), time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            if (queue.Waiting < 3) await queue.AddAsync(stoppingToken);
    }
}
