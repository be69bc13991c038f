namespace Sse.Tests.Samples;

/// <summary>samples/Jobs: a job from the queue to its end, in no real time.</summary>
public class JobsTests
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(60);

    [Fact]
    public async Task A_job_is_followed_to_its_end()
    {
        await using var app = new WebApplicationFactory<JobHub>().WithSse();
        using var accepted = await app.Post("/jobs");
        var job = await app.Subscribe<JobHub>(accepted.Headers.Location!.ToString());

        var waiting = (await job.Snapshot<JobChanged>()).ShouldHaveSingleItem();
        var state = waiting;
        for (var done = 0; state.State is JobState.Waiting or JobState.Running; done++)
        {
            state = await app.AdvanceUntil(job.Next<JobChanged>(), Step);
            state.Of.ShouldBe(waiting.Of);
            state.Done.ShouldBe(done);
        }

        state.ShouldBe(waiting with { State = JobState.Finished, Done = waiting.Of });
        await job.Completed();
    }
}
