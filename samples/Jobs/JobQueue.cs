using System.Globalization;
using System.Threading.Channels;

/// <summary>What is to be done. A job is seen by everybody from the moment it waits.</summary>
internal sealed class JobQueue(JobHub hub)
{
    private static readonly string[] Titles = ["Resize the photos", "Import the orders", "Send the letters", "Rebuild the index", "Transcode the talk", "Check the backups"];

    private readonly Channel<Job> _jobs = Channel.CreateBounded<Job>(100);
    private int _added;

    public int Waiting => _jobs.Reader.Count;

    public async ValueTask<string> AddAsync(CancellationToken cancellationToken)
    {
        var number = Interlocked.Increment(ref _added);
        var job = new Job(number.ToString(CultureInfo.InvariantCulture), Titles[number % Titles.Length], Steps: 50 + (number * 37 % 100), Fails: number % 7 == 0);
        hub.Topic(job.Id).Publish(new JobChanged(job.Title, JobState.Waiting, 0, job.Steps));
        await _jobs.Writer.WriteAsync(job, cancellationToken);
        return job.Id;
    }

    public IAsyncEnumerable<Job> TakeAllAsync(CancellationToken cancellationToken) => _jobs.Reader.ReadAllAsync(cancellationToken);
}

internal sealed record Job(string Id, string Title, int Steps, bool Fails);
