/// <summary>Those who want something done: there are always some jobs waiting.</summary>
internal sealed class Customers(JobQueue queue) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(500), TimeProvider.System);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            if (queue.Waiting < 3) await queue.AddAsync(stoppingToken);
    }
}
