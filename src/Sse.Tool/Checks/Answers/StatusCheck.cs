using Sse.Tool.Recordings;

namespace Sse.Tool.Checks.Answers;

/// <summary>The server answers, with 200: an EventSource gives up for good at anything else.</summary>
internal sealed class StatusCheck : ICheck
{
    public CheckInfo Info { get; } = new("SSEC01", "answer", "HTML 9.2.3");

    public Task<Finding> RunAsync(CheckContext context, CancellationToken cancellationToken) => Task.FromResult(Judge(context.Watch.Reply));

    public Finding Judge(Reply reply) => reply switch
    {
        { IsAnswered: false } => Info.Error($"{reply.Failure}: a server that sends its headers only with its first event looks like that too"),
        { Answer.Status: 200 } => Info.Fine(Say.Text($"200 after {Say.Seconds(reply.Answer.At - reply.Answer.AskedAt)}, HTTP/{reply.Answer.Version}")),
        { Answer.Status: 204 } => Info.Error("204 tells clients to stop for good"),
        { Answer.Status: >= 300 and < 400 } => Info.Error(Say.Text($"{reply.Answer.Status} that leads nowhere, or too far")),
        _ => Info.Error(Say.Text($"{reply.Answer.Status}: an EventSource doesn't come back after anything but 200")),
    };
}
