namespace Sse.Tool.Checks.Requests;

/// <summary>HEAD is answered like GET, without a body, or refused.</summary>
internal sealed class HeadCheck : ICheck
{
    public CheckInfo Info { get; } = new("SSEC40", "HEAD", "RFC 9110 9.3.2, 15.5.6");

    public async Task<Finding> RunAsync(CheckContext context, CancellationToken cancellationToken) =>
        await context.AskAsync(HttpMethod.Head, cancellationToken) switch
        {
            { IsAnswered: false, Failure: var failure } => Info.Error($"{failure}: whoever looks whether the server is there waits"),
            { Answer: { Status: 200 } answer } => answer["Content-Type"]?.StartsWith("text/event-stream", StringComparison.OrdinalIgnoreCase) == true
                ? Info.Fine("200, as GET") : Info.Note($"200, with another type than GET: {Say.Quoted(answer["Content-Type"] ?? "none")}"),
            { Answer: var answer } => Refusal.Judge(Info, answer),
        };
}
