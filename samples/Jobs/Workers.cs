/// <summary>Three workers. They tell each step, and never think of who may be watching.</summary>
internal sealed class Workers(JobQueue queue, JobHub hub, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(60);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(WorkAsync(stoppingToken), WorkAsync(stoppingToken), WorkAsync(stoppingToken));

    private async Task WorkAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Step, time);
        await foreach (var job in queue.TakeAllAsync(stoppingToken))
        {
            var end = job.Fails ? job.Steps * 2 / 3 : job.Steps;
            for (var done = 0; done < end && await timer.WaitForNextTickAsync(stoppingToken); done++) Tell(job, JobState.Running, done);
            Tell(job, job.Fails ? JobState.Failed : JobState.Finished, end);
            hub.Topic(job.Id).Complete();
        }
    }

    private void Tell(Job job, JobState state, int done) => hub.Topic(job.Id).Publish(new JobChanged(job.Title, state, done, job.Steps));
}
