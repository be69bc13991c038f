using System.Text;
using Sse.Tool.Recordings;

namespace Sse.Tool.Checks.Bytes;

/// <summary>What is said about coming back is understood, and wise.</summary>
internal sealed class RetryValuesCheck() : Judgement(new("SSEC14", "retry", "HTML 9.2.6"))
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    public override Finding Judge(Watched watched)
    {
        var recording = watched.Recording;
        foreach (var line in recording.Lines)
        {
            var field = recording.Field(line);
            if (field.Is("retry"u8) && !StreamRetry.TryRead(field.Value, out _))
                return Info.Error($"retry: {Say.Quoted(Encoding.UTF8.GetString(field.Value[..Math.Min(field.Value.Length, 200)]))} is ignored: whole milliseconds are written in digits alone");
        }
        return recording.Retry switch
        {
            null => Info.Note("none: clients come back after a time of their own, about 3 s, and all at once"),
            { Ticks: 0 } => Info.Warning("0: when the server restarts, every client is back at once, again and again"),
            { } retry when retry > Longest => Info.Warning($"{Say.Seconds(retry)} without events after each lost connection"),
            { } retry => Info.Fine(Say.Text($"{retry.TotalMilliseconds:0} ms")),
        };
    }
}
