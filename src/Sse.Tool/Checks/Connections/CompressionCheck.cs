using System.IO.Compression;
using Sse.Tool.Recordings;

namespace Sse.Tool.Checks.Connections;

/// <summary>A stream that is compressed is flushed at each event, and says that it depends on what was asked for.</summary>
internal sealed class CompressionCheck : ICheck
{
    private const int Enough = 2;

    public CheckInfo Info { get; } = new("SSEC60", "compression", "RFC 9110 8.4, 12.5.3, 12.5.5");

    public async Task<Finding> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        List<Finding> found = [];
        List<string> fine = [];
        foreach (var coding in (string[])["gzip", "br"])
        {
            var finding = await TryAsync(context, coding, cancellationToken);
            if (finding.Level is FindingLevel.Fine) fine.Add(finding.Text);
            else found.Add(finding);
        }
        return Info.Worst(found, string.Join(", ", fine));
    }

    private async Task<Finding> TryAsync(CheckContext context, string coding, CancellationToken cancellationToken)
    {
        var patience = context.Settings.Patience;
        await using var stream = await context.Visitor.OpenAsync(Visit.Stream(("Accept-Encoding", coding)), Decoded, cancellationToken);
        if (stream.Reply is not { Answer: { IsStream: true } answer }) return Info.Error($"for {coding}: {stream.Reply}");
        if (answer["Content-Encoding"]?.Trim() is not { } coded || coded.Equals("identity", StringComparison.OrdinalIgnoreCase)) return Info.Fine($"{coding}: not coded");
        if (!coded.Equals(coding, StringComparison.OrdinalIgnoreCase)) return Info.Error($"for {coding}: {Say.Quoted(coded)} wasn't asked for");

        var before = context.Watch.Look(recording => recording.Events.Count);
        if (!await context.Watch.UntilAsync(recording => recording.Events.Count >= before + Enough, patience, cancellationToken))
            return Info.NotApplicable($"{coding}: too few events came to tell whether they are flushed");
        if (!await stream.UntilAsync(recording => recording.Events.Count > 0, TimeSpan.FromTicks(patience.Ticks / 2), cancellationToken))
            return Info.Error($"{coding}: {stream.Look(recording => recording.End) switch { RecordingEnd.Broken => "its bytes can't be decoded", _ => "it is held back: events came without coding, and none with it; flush the coder at each event" }}");
        return answer.Has("Vary", "Accept-Encoding") || answer.Has("Cache-Control", "no-store") ? Info.Fine($"{coding}: flushed at each event") : Info.Warning($"{coding}: neither Vary: Accept-Encoding nor no-store, so a cache may give it to who can't read it");
    }

    private static Stream Decoded(Answer answer, Stream body) => answer["Content-Encoding"]?.Trim().ToLowerInvariant() switch
    {
        "gzip" => new GZipStream(body, CompressionMode.Decompress),
        "br" => new BrotliStream(body, CompressionMode.Decompress),
        _ => body,
    };
}
