using Sse.Tool.Recordings;

namespace Sse.Tool.Checks.Resuming;

/// <summary>Ids that the server hasn't given get a stream all the same: a client has them from before a restart, or from somebody who means harm.</summary>
internal sealed class StrangeIdsCheck : ICheck
{
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(200);

    public CheckInfo Info { get; } = new("SSEC32", "strange ids", "HTML 9.2.4, RFC 9110 5.5");

    public async Task<Finding> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        List<Finding> found = [];
        foreach (var id in StrangeId.All)
            if (await TryAsync(context, id, cancellationToken) is { } finding) found.Add(finding);
        return Info.Worst(found, Say.Text($"{StrangeId.All.Count} kinds, each got a stream"));
    }

    private async Task<Finding?> TryAsync(CheckContext context, StrangeId id, CancellationToken cancellationToken)
    {
        await using var stream = await context.OpenAsync(cancellationToken, ("Last-Event-ID", id.Value));
        switch (stream.Reply)
        {
            case { IsAnswered: false, Failure: var failure }: return Info.Error($"{id.Name}: {failure}");
            case { Answer.Status: >= 500 and var status }: return Info.Error(Say.Text($"{id.Name}: {status}"));
            case { Answer.Status: 204 }: return Info.Warning($"{id.Name}: 204 tells the client to stop for good");
            case { Answer.Status: not 200 and var status } when id.MayBeRefused: return Info.Note(Say.Text($"{id.Name}: {status}"));
            case { Answer.Status: not 200 and var status }: return Info.Warning(Say.Text($"{id.Name}: {status}, after which an EventSource never comes back"));
        }
        await stream.UntilAsync(recording => recording.Events.Count > 0, Glance, cancellationToken);
        return stream.Look(IsInjected) ? Info.Error($"{id.Name}: the id's own lines came back as an event") : null;
    }

    private static bool IsInjected(Recording recording) => recording.Events.Any(one => one.Type == StrangeId.Injected);
}
