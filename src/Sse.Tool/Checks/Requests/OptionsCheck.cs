namespace Sse.Tool.Checks.Requests;

/// <summary>OPTIONS is answered: with what is allowed, or refused.</summary>
internal sealed class OptionsCheck : ICheck
{
    public CheckInfo Info { get; } = new("SSEC41", "OPTIONS", "RFC 9110 9.3.7, 15.5.6");

    public async Task<Finding> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var reply = await context.AskAsync(HttpMethod.Options, cancellationToken);
        if (!reply.IsAnswered) return Info.Error(reply.Failure);
        return reply.Answer.Has("Content-Type", "text/event-stream") && reply.Answer.Status == 200
            ? Info.Warning("it opens a stream")
            : Refusal.Judge(Info, reply.Answer);
    }
}
