namespace Sse.Tool.Checks.Requests;

/// <summary>A page of another origin that reads with fetch may say where it stopped. An EventSource needs no such leave.</summary>
internal sealed class PreflightCheck : ICheck
{
    public CheckInfo Info { get; } = new("SSEC51", "preflight", "Fetch 4.8, HTML 9.2.4");

    public async Task<Finding> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        if (context.Settings.Origin is not { } origin) return Info.NotApplicable("no --origin was given");
        var reply = await context.AskAsync(HttpMethod.Options, cancellationToken,
            ("Origin", origin), ("Access-Control-Request-Method", context.Settings.Visitor.Method.Method), ("Access-Control-Request-Headers", "last-event-id"));
        if (!reply.IsAnswered) return Info.Error(reply.Failure);
        var answer = reply.Answer;
        if (answer.Status is < 200 or > 299) return Info.Warning(Say.Text($"{answer.Status}: clients over fetch can't come back with their id"));
        if (answer["Access-Control-Allow-Origin"] is not { } allowed || (allowed != "*" && allowed != origin)) return Info.Warning($"without leave for {origin}: clients over fetch can't come back with their id");
        return answer.Has("Access-Control-Allow-Headers", "last-event-id") || answer.Has("Access-Control-Allow-Headers", "*")
            ? Info.Fine("Last-Event-ID is allowed")
            : Info.Warning("Last-Event-ID isn't allowed: clients over fetch can't come back with their id");
    }
}
