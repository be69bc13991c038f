using System.Runtime.InteropServices;

namespace Sse;

/// <summary>Reports the topics of one hub, as far as they have changed.</summary>
/// <param name="watched">The hub.</param>
/// <param name="reports">Where they are reported.</param>
internal sealed class TopicReporter(WatchedHub watched, DashboardHub reports)
{
    /// <summary>How many topics of a hub are reported.</summary>
    public const int Most = 20_000;

    // How many changes are reported at a time: the busiest first, then those that have waited longest.
    private const int MostChanges = 1_000;
    private const int Busiest = 200;

    private readonly Dictionary<string, Known> _known = new(StringComparer.Ordinal);
    private readonly List<Change> _changed = [];
    private readonly List<string> _gone = [];
    private long _round;

    /// <summary>Reports them.</summary>
    /// <param name="samples">The topics as they are.</param>
    /// <param name="elapsed">How long ago they were looked at before; zero when they never were.</param>
    public void Report(ReadOnlySpan<TopicSample> samples, TimeSpan elapsed)
    {
        _round++;
        foreach (ref readonly var sample in samples) Look(sample, elapsed);
        ReportChanges();
        ReportGone(samples.Length);
    }

    private void Look(in TopicSample sample, TimeSpan elapsed)
    {
        var name = sample.Name ?? "";
        ref var known = ref CollectionsMarshal.GetValueRefOrAddDefault(_known, name, out var exists);
        var report = new TopicReport(
            name, Rates.Of(sample.Published, exists ? known.Newest.Published.Total : null, elapsed), sample.Readers, sample.Events, sample.Bytes, sample.Keys, sample.Newest, sample.IsComplete);
        (known.Newest, known.Round) = (report, _round);
        if (!exists) Publish(name);
        else if (report != known.Reported) _changed.Add(new Change(name, report.Published.PerSecond, known.ReportedIn));
    }

    private void ReportChanges()
    {
        var changes = CollectionsMarshal.AsSpan(_changed);
        if (changes.Length > MostChanges)
        {
            changes.Sort(static (one, other) => other.PerSecond.CompareTo(one.PerSecond));
            changes[Busiest..].Sort(static (one, other) => one.ReportedIn.CompareTo(other.ReportedIn));
            changes = changes[..MostChanges];
        }
        foreach (ref readonly var change in changes) Publish(change.Topic);
        _changed.Clear();
    }

    private void ReportGone(int present)
    {
        if (_known.Count == present) return;
        foreach (var (name, known) in _known)
            if (known.Round != _round) _gone.Add(name);
        foreach (var name in _gone)
        {
            _known.Remove(name);
            reports.Topic(watched.Name).Publish(new TopicGone(name));
        }
        _gone.Clear();
    }

    private void Publish(string topic)
    {
        ref var known = ref CollectionsMarshal.GetValueRefOrNullRef(_known, topic);
        (known.Reported, known.ReportedIn) = (known.Newest, _round);
        reports.Topic(watched.Name).Publish(known.Newest);
    }

    private record struct Known
    {
        public TopicReport Newest;
        public TopicReport Reported;
        public long Round;
        public long ReportedIn;
    }

    // What decides whose turn it is.
    private readonly record struct Change(string Topic, double PerSecond, long ReportedIn);
}
