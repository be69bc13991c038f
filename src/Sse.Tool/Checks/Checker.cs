using Sse.Tool.Checks.Answers;
using Sse.Tool.Recordings;

namespace Sse.Tool.Checks;

/// <summary>Runs all checks: the stream is watched, meanwhile others are asked for, and in the end what was seen is judged.</summary>
internal static class Checker
{
    /// <summary>Checks a server. When it is cancelled, the report has what was found so far.</summary>
    public static async Task<CheckReport> RunAsync(CheckSettings settings, CancellationToken cancellationToken)
    {
        using var visitor = new Visitor(settings.Visitor, settings.Time);
        var findings = new Dictionary<string, Finding>(StringComparer.Ordinal);
        try
        {
            await using var watch = await visitor.OpenAsync(Visit.Stream(), decode: null, cancellationToken);
            var context = new CheckContext(settings, visitor, watch);
            var checks = CheckCatalogue.All.Where(check => !settings.Skipped.Contains(check.Info.Id, StringComparer.OrdinalIgnoreCase)).ToList();
            if (watch.Reply is not { Answer: { IsStream: true } answer }) return Unopened(settings, new StatusCheck().Judge(watch.Reply));

            var wasCancelled = false;
            try
            {
                var watching = watch.UntilAsync(_ => false, settings.Watch, cancellationToken);
                foreach (var check in checks.Where(check => check is not Judgement))
                    findings[check.Info.Id] = await check.RunAsync(context, cancellationToken);
                await watching;
            }
            catch (OperationCanceledException)
            {
                wasCancelled = true;
            }
            var until = watch.Look(recording => recording.EndedAt) ?? visitor.Now;
            await watch.CutAsync();
            context = context with { Watched = new(answer, watch.Recording, until) };
            foreach (var check in checks.OfType<Judgement>()) findings[check.Info.Id] = check.Judge(context.Watched);
            return new(settings.Visitor.Address, InOrder(findings, wasCancelled ? "it was stopped before" : "it was skipped"), watch.Recording.Events.Count, context.Watched.Duration, wasCancelled);
        }
        catch (OperationCanceledException)
        {
            return new(settings.Visitor.Address, InOrder(findings, "it was stopped before"), 0, TimeSpan.Zero, WasCancelled: true);
        }
    }

    private static CheckReport Unopened(CheckSettings settings, Finding first)
    {
        var found = new Dictionary<string, Finding>(StringComparer.Ordinal) { [first.Check.Id] = first };
        return new(settings.Visitor.Address, InOrder(found, "no stream was opened"), 0, TimeSpan.Zero, WasCancelled: false);
    }

    private static List<Finding> InOrder(Dictionary<string, Finding> found, string why) =>
        [.. CheckCatalogue.All.Select(check => found.TryGetValue(check.Info.Id, out var finding) ? finding : check.Info.NotApplicable(why))];
}
