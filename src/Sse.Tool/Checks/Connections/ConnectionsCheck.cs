namespace Sse.Tool.Checks.Connections;

/// <summary>Several streams are open at once.</summary>
internal sealed class ConnectionsCheck : ICheck
{
    public CheckInfo Info { get; } = new("SSEC71", "streams at once", "HTML 9.2.7, RFC 6585 4");

    public async Task<Finding> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var streams = await Task.WhenAll(Enumerable.Range(0, context.Settings.Connections).Select(_ => context.OpenAsync(cancellationToken)));
        try
        {
            var refused = streams.Select(stream => stream.Reply).Where(reply => reply is not { Answer.IsStream: true }).ToList();
            var open = Say.Text($"{streams.Length - refused.Count} of {streams.Length} were open at once");
            if (refused.Count == 0) return Info.Fine(open);
            return refused.FirstOrDefault(reply => reply is not { Answer.Status: 429 or 503 }) is { } worst
                ? Info.Error($"{open}; {worst}")
                : Info.Note($"{open}; {refused[0]}{(refused[0].Answer?["Retry-After"] is { } after ? $", Retry-After: {Say.Quoted(after)}" : "")}, after which an EventSource never comes back");
        }
        finally
        {
            foreach (var stream in streams) await stream.DisposeAsync();
        }
    }
}
