namespace Sse.Tool.Checks.Flow;

/// <summary>Something comes often enough that nobody on the way takes the stream for dead.</summary>
internal sealed class SilenceCheck() : Judgement(new("SSEC22", "heartbeat", "HTML 9.2.7"))
{
    private static readonly TimeSpan Advised = TimeSpan.FromSeconds(17);
    private static readonly TimeSpan Cut = TimeSpan.FromSeconds(60);

    public override Finding Judge(Watched watched)
    {
        var (longest, before) = (TimeSpan.Zero, watched.Answer.At);
        foreach (var at in watched.Recording.Arrivals.Append(watched.Until))
        {
            if (at - before > longest) longest = at - before;
            before = at;
        }
        var text = $"the longest silence was {Say.Seconds(longest)} in {Say.Seconds(watched.Duration)}";
        if (longest >= Cut) return Info.Error($"{text}: many proxies cut a stream that is silent for 60 s; send a comment every 15 s");
        if (longest >= Advised) return Info.Warning($"{text}: a comment every 15 s or so is advised; some proxies cut after 30 s");
        return watched.Duration < Advised && longest > watched.Duration / 2 ? Info.NotApplicable($"{text}: too short a watch, see --watch") : Info.Fine(text);
    }
}
