using Sse.Tool.Recordings;

namespace Sse.Tool.Checks.Flow;

/// <summary>What is published arrives at once. It needs an address at which something is published.</summary>
internal sealed class TriggerCheck : ICheck
{
    private const int Times = 3;
    private static readonly TimeSpan Late = TimeSpan.FromSeconds(1);

    public CheckInfo Info { get; } = new("SSEC23", "events at once", "HTML 9.2.7");

    public async Task<Finding> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        if (context.Settings.Trigger is not { } trigger) return Info.NotApplicable("no --trigger was given");
        using var publisher = new Visitor(context.Settings.Visitor with { Address = trigger }, context.Settings.Time);
        var slowest = TimeSpan.Zero;
        for (var i = 0; i < Times; i++)
        {
            var before = context.Watch.Look(recording => recording.Events.Count);
            var published = context.Visitor.Now;
            if (await publisher.AskAsync(new Visit(HttpMethod.Post), cancellationToken) is not { Answer.Status: < 400 } and var reply)
                return Info.NotApplicable($"a POST to the trigger gave {reply}");
            if (!await context.Watch.UntilAsync(recording => recording.Events.Count > before, context.Settings.Patience, cancellationToken))
                return Info.Error($"what the trigger published had not come after {Say.Seconds(context.Settings.Patience)}: somebody holds it back");
            var took = context.Watch.Look(recording => recording.Events[before].At) - published;
            if (took > slowest) slowest = took;
        }
        return Judge(slowest);
    }

    public Finding Judge(TimeSpan slowest) => slowest > Late ? Info.Warning($"up to {Say.Seconds(slowest)} after the trigger: somebody gathers events") : Info.Fine($"{Say.Seconds(slowest)} at most after the trigger");
}
