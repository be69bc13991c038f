using Sse.Tool.Recordings;

namespace Sse.Tool.Checks.Flow;

/// <summary>Through a proxy events come when they come without it. It needs the address behind the proxy.</summary>
internal sealed class DirectCheck : ICheck
{
    private const int Enough = 3;
    private static readonly TimeSpan Late = TimeSpan.FromSeconds(1);

    public CheckInfo Info { get; } = new("SSEC24", "through the proxy", "nginx, proxy_buffering");

    public async Task<Finding> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        if (context.Settings.Direct is not { } direct) return Info.NotApplicable("no --direct was given");
        // Not the same visitor: a proxy of the user's stands before the other address only.
        using var visitor = new Visitor(context.Settings.Visitor with { Address = direct, Proxy = null }, context.Settings.Time);
        var since = context.Visitor.Now - visitor.Now;
        await using var stream = await visitor.OpenAsync(Visit.Stream(), decode: null, cancellationToken);
        if (!stream.Reply.IsAnswered) return Info.NotApplicable($"the direct address: {stream.Reply}");
        if (!await stream.UntilAsync(recording => recording.Events.Count >= Enough, context.Settings.Patience, cancellationToken))
            return Info.NotApplicable($"fewer than {Enough} events came directly in {Say.Seconds(context.Settings.Patience)}");

        await using var second = await visitor.OpenAsync(Visit.Stream(), decode: null, cancellationToken);
        if (!await SharesAsync(stream, second, context.Settings.Patience, cancellationToken)) return Info.NotApplicable("two direct readers get different events: each has a stream of its own");
        var expected = stream.Look(recording => recording.Events.TakeLast(Enough).ToList());
        var newest = KeyOf(expected[^1]);
        if (!await context.Watch.UntilAsync(recording => recording.Events.Any(one => KeyOf(one) == newest), context.Settings.Patience, cancellationToken))
            return Info.Error($"an event that came directly had not come through the proxy {Say.Seconds(context.Settings.Patience)} later");
        var came = context.Watch.Look(recording => expected.Select(one => recording.Events.FirstOrDefault(other => KeyOf(other) == KeyOf(one))?.At - one.At - since).ToList());
        return Judge(came.Max() ?? TimeSpan.Zero);
    }

    public Finding Judge(TimeSpan slowest) => slowest > Late ? Info.Error($"events come up to {Say.Seconds(slowest)} later than directly: the proxy holds them back") : Info.Fine($"{Say.Seconds(slowest < TimeSpan.Zero ? TimeSpan.Zero : slowest)} later at most");

    private static Task<bool> SharesAsync(LiveStream one, LiveStream other, TimeSpan patience, CancellationToken cancellationToken) => other.UntilAsync(
        recording => recording.Events.Any(their => one.Look(mine => mine.Events.Any(own => KeyOf(own) == KeyOf(their)))), patience, cancellationToken);

    private static (string, string, string) KeyOf(StreamEvent one) => (one.Id ?? "", one.Type, one.Data);
}
