namespace Sse.Tool.Checks.Flow;

/// <summary>Events come one by one, not gathered.</summary>
internal sealed class BurstsCheck() : Judgement(new("SSEC21", "bursts", "HTML 9.2.7"))
{
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Together = TimeSpan.FromMilliseconds(20);
    private const int Many = 5;

    public override Finding Judge(Watched watched)
    {
        var events = watched.Recording.Events;
        if (events.Count == 0) return Info.NotApplicable("no event came");
        var (bursts, largest, size) = (0, 0, 1);
        // What comes first is often a replay, and is as much as it is.
        var isAfterSilence = false;
        for (var i = 1; i <= events.Count; i++)
        {
            var pause = i == events.Count ? TimeSpan.MaxValue : events[i].At - events[i - 1].At;
            if (pause <= Together)
            {
                size++;
                continue;
            }
            if (isAfterSilence && size >= Many)
            {
                bursts++;
                largest = Math.Max(largest, size);
            }
            (isAfterSilence, size) = (pause >= Silence, 1);
        }
        return bursts < 2
            ? Info.Fine("events don't come in heaps")
            : Info.Warning(Say.Text($"{bursts} times up to {largest} events came at once after a second of silence and more: somebody may gather them; --trigger or --direct tells for sure"));
    }
}
