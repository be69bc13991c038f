using Sse.Tool.Recordings;

namespace Sse.Tool.Checks.Resuming;

/// <summary>
/// Who comes back with an id is given what came after it: everything, once, in order. What came is what the reader has that was never
/// cut: the stream that is watched.
/// </summary>
internal sealed class ResumeCheck : ICheck
{
    private const int Enough = 4;

    public CheckInfo Info { get; } = new("SSEC31", "resume", "HTML 9.2.4");

    public async Task<Finding> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        await using var other = await context.OpenAsync(cancellationToken);
        if (other.Reply is not { Answer.IsStream: true }) return Info.NotApplicable($"a second stream: {other.Reply}");
        if (!await other.UntilAsync(recording => SharedIds(context.Watch, recording).Count >= Enough, context.Settings.Patience, cancellationToken)
            && other.Look(recording => SharedIds(context.Watch, recording).Count) == 0)
            return Info.NotApplicable(context.Watch.Look(recording => recording.Events.Any(one => one.Id is not null))
                ? "two readers that are there at once get different events: each has a stream of its own"
                : "no event with an id came");
        if (DifferentEvent(context.Watch, other) is { } different) return Info.NotApplicable($"id {Say.Quoted(different)} is another event for another reader: each has a stream of its own");

        var places = other.Look(recording => SharedIds(context.Watch, recording));
        // This one is cut for real; the events up to the check below are published while it is away.
        await other.CutAsync();
        var tried = 0;
        List<Finding> found = [];
        foreach (var place in Chosen(context.Watch, places))
        {
            // Something has to come after the place, before it can be missing.
            if (!await context.Watch.UntilAsync(recording => After(recording, place).Count > 0, context.Settings.Patience, cancellationToken)) continue;
            tried++;
            if (await ResumeAsync(context, place, cancellationToken) is { } fault) found.Add(Info.Error($"after id {Say.Quoted(place)} {fault}"));
        }
        return tried == 0 ? Info.NotApplicable("too few events came") : Info.Worst(found, $"from {Say.Count(tried, "place", "places")}, nothing lost, nothing twice");
    }

    /// <summary>The first that both have, one in the middle, the newest that has another behind it in the same piece of bytes, and the last.</summary>
    private static List<string> Chosen(LiveStream watch, List<string> ids)
    {
        var inBatch = watch.Look(recording => recording.Events.Zip(recording.Events.Skip(1)).LastOrDefault(pair => pair.First.At == pair.Second.At && pair.First.Id is { } id && ids.Contains(id)).First?.Id);
        return [.. new[] { ids[0], inBatch, ids[ids.Count / 2], ids[^1] }.OfType<string>().Distinct(StringComparer.Ordinal)];
    }

    private static List<string> SharedIds(LiveStream watch, Recording other) =>
        watch.Look(recording => other.Events.Where(one => !string.IsNullOrEmpty(one.Id) && recording.HasId(one.Id)).Select(one => one.Id!).Distinct(StringComparer.Ordinal).ToList());

    private static string? DifferentEvent(LiveStream watch, LiveStream other)
    {
        var theirs = other.Look(recording => recording.Events.Where(one => one.Id is not null).ToLookup(one => one.Id!, StringComparer.Ordinal));
        return watch.Look(recording => recording.Events.FirstOrDefault(one => one.Id is { } id && theirs.Contains(id) && theirs[id].All(their => their.Data != one.Data || their.Type != one.Type))?.Id);
    }

    private static async Task<string?> ResumeAsync(CheckContext context, string place, CancellationToken cancellationToken)
    {
        var patience = context.Settings.Patience;
        var target = context.Watch.Look(recording => After(recording, place)[^1]);
        await using var resumed = await context.OpenAsync(cancellationToken, ("Last-Event-ID", place));
        if (resumed.Reply is not { Answer.IsStream: true }) return $"the answer is {resumed.Reply}";
        // Whoever has what came later will not be given the target any more.
        var reached = await resumed.UntilAsync(recording => recording.HasId(target) || context.Watch.Look(watched => After(watched, target)).Any(recording.HasId), patience, cancellationToken);
        var got = resumed.Look(recording => recording.Events.Select(one => one.Id).OfType<string>().ToList());
        var all = context.Watch.Look(recording => recording.Events.Select(one => one.Id).OfType<string>().ToList());
        return ResumeVerdict.Of(all, place, target, got, reached, Say.Seconds(patience));
    }

    private static List<string> After(Recording recording, string place)
    {
        var ids = recording.Events.Select(one => one.Id).OfType<string>().ToList();
        return ids[(ids.LastIndexOf(place) + 1)..];
    }
}
