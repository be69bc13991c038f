namespace Sse.Tool.Checks.Requests;

/// <summary>Who can't read event streams is told so, or given something else; nobody waits.</summary>
internal sealed class AcceptCheck : ICheck
{
    public CheckInfo Info { get; } = new("SSEC43", "Accept", "RFC 9110 12.5.1");

    public async Task<Finding> RunAsync(CheckContext context, CancellationToken cancellationToken) =>
        await context.AskAsync(HttpMethod.Get, cancellationToken, ("Accept", "application/json")) switch
        {
            { IsAnswered: false, Failure: var failure } => Info.Error($"for application/json: {failure}"),
            { Answer: { Status: >= 500 } answer } => Info.Error(Say.Text($"for application/json: {answer.Status}")),
            { Answer: { Status: 200 } answer } when answer["Content-Type"]?.StartsWith("text/event-stream", StringComparison.OrdinalIgnoreCase) == true =>
                Info.Fine("whoever asks for application/json gets the stream, which is allowed"),
            { Answer: var answer } => Info.Fine(Say.Text($"whoever asks for application/json gets {answer.Status}, {answer["Content-Type"] ?? "without a type"}")),
        };
}
