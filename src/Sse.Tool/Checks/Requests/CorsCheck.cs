namespace Sse.Tool.Checks.Requests;

/// <summary>A page of another origin can read the stream.</summary>
internal sealed class CorsCheck : ICheck
{
    public CheckInfo Info { get; } = new("SSEC50", "CORS", "Fetch 3.3, HTML 9.2.2");

    public async Task<Finding> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        if (context.Settings.Origin is not { } origin) return Info.NotApplicable("no --origin was given");
        var reply = await context.AskAsync(HttpMethod.Get, cancellationToken, ("Origin", origin));
        if (!reply.IsAnswered) return Info.Error(reply.Failure);
        var (allowed, credentials) = (reply.Answer["Access-Control-Allow-Origin"], reply.Answer["Access-Control-Allow-Credentials"] is "true");
        if (allowed is null) return Info.Error($"no Access-Control-Allow-Origin: a page of {origin} can't read it");
        if (allowed == "*") return credentials ? Info.Error("Access-Control-Allow-Origin: * with credentials: browsers refuse both") : Info.Fine("every origin, without cookies");
        if (allowed != origin) return Info.Error($"Access-Control-Allow-Origin: {Say.Quoted(allowed)} isn't {origin}");
        return reply.Answer.Has("Vary", "Origin") || reply.Answer.Has("Cache-Control", "no-store")
            ? Info.Fine($"{origin}, {(credentials ? "with" : "without")} cookies")
            : Info.Warning($"{origin}, without Vary: Origin or no-store: a cache may give its answer to another origin");
    }
}
