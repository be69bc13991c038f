namespace Sse.Tool.Checks.Resuming;

/// <summary>Events have ids, each its own: without them nobody goes on where the connection was lost.</summary>
internal sealed class IdsCheck() : Judgement(new("SSEC30", "ids", "HTML 9.2.4"))
{
    public override Finding Judge(Watched watched)
    {
        var events = watched.Recording.Events;
        if (events.Count == 0) return Info.NotApplicable("no event came");
        var ids = events.Where(one => !string.IsNullOrEmpty(one.Id)).Select(one => one.Id!).ToList();
        if (ids.Count == 0) return Info.Note("events have no ids: what is published while a client is away is lost to it");
        var doubled = ids.GroupBy(id => id, StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1);
        return doubled is null
            ? Info.Fine(Say.Text($"{ids.Count} of {Say.Count(events.Count, "event", "events")}"))
            : Info.Warning($"id {Say.Quoted(doubled.Key)} was had by {doubled.Count()} events: a client that comes back with it may have had any of them");
    }
}
