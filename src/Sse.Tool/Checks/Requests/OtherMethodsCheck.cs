namespace Sse.Tool.Checks.Requests;

/// <summary>
/// A method that nobody knows, and, where it was said that they may be tried, those that change something, don't open a stream nor
/// break the server.
/// </summary>
internal sealed class OtherMethodsCheck : ICheck
{
    private static readonly HttpMethod Unknown = new("SSECHECK");

    public CheckInfo Info { get; } = new("SSEC42", "other methods", "RFC 9110 9.1, 15.5.6");

    public async Task<Finding> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        List<HttpMethod> methods = [Unknown];
        if (context.Settings.TriesUnsafeMethods) methods.AddRange([HttpMethod.Post, HttpMethod.Put, HttpMethod.Delete, HttpMethod.Patch]);
        methods.Remove(context.Settings.Visitor.Method);
        List<Finding> found = [];
        List<string> fine = [];
        foreach (var method in methods)
        {
            var reply = await context.AskAsync(method, cancellationToken);
            var finding = !reply.IsAnswered ? Info.Error(reply.Failure)
                : reply.Answer.Status == 200 && reply.Answer.Has("Content-Type", "text/event-stream") ? Info.Note("it opens a stream")
                : Refusal.Judge(Info, reply.Answer);
            if (finding.Level is FindingLevel.Fine) fine.Add($"{Name(method)} {reply}");
            else found.Add(finding with { Text = $"{Name(method)}: {finding.Text}" });
        }
        return Info.Worst(found, $"{string.Join(", ", fine)}{(context.Settings.TriesUnsafeMethods ? "" : "; --unsafe-methods tries POST, PUT, DELETE and PATCH")}");
    }

    private static string Name(HttpMethod method) => method == Unknown ? "an unknown method" : method.Method;
}
