namespace Sse;

// What is told of it to those who watch.
internal sealed partial class HubLog
{
    /// <summary>Keeps when events came, for those who measure; null when nobody ever does. Set before anything is appended.</summary>
    public AppendTimes? Times { get; set; }

    /// <summary>What it has at the moment.</summary>
    public LogFigures Figures
    {
        get
        {
            lock (_lock) return _retention.Figures;
        }
    }
}

/// <summary>What a log has at one moment.</summary>
/// <param name="Events">How many events, what outlived the window included.</param>
/// <param name="Bytes">How many bytes they are, as they count for the limits.</param>
/// <param name="Keys">How many keys.</param>
/// <param name="Evicted">How many events have left the window.</param>
internal readonly record struct LogFigures(long Events, long Bytes, long Keys, long Evicted);
