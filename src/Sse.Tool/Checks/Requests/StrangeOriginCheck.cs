namespace Sse.Tool.Checks.Requests;

/// <summary>Not every origin may read with its visitors' cookies.</summary>
internal sealed class StrangeOriginCheck : ICheck
{
    private const string Stranger = "https://sse-check.invalid";

    public CheckInfo Info { get; } = new("SSEC52", "strange origins", "Fetch 3.3.5");

    public async Task<Finding> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var reply = await context.AskAsync(HttpMethod.Get, cancellationToken, ("Origin", Stranger));
        if (!reply.IsAnswered) return Info.Error(reply.Failure);
        if (reply.Answer["Access-Control-Allow-Origin"] != Stranger) return Info.Fine("an origin that nobody knows gets no leave of its own");
        return reply.Answer["Access-Control-Allow-Credentials"] is "true"
            ? Info.Error("an origin that nobody knows may read with cookies: any page reads what its visitors may read")
            : Info.Note("an origin that nobody knows may read, without cookies");
    }
}
