using System.Diagnostics.Metrics;

namespace Sse;

/// <summary>
/// When the newest few thousand events were published. Kept only while somebody listens to what is measured with it. Used under the
/// log's lock only.
/// </summary>
/// <param name="measured">What is measured with it.</param>
/// <param name="time">The clock.</param>
internal sealed class AppendTimes(Instrument measured, TimeProvider time)
{
    private const int Kept = 8192;

    private (long Sequence, long At)[]? _times;

    /// <summary>Takes the memory that <see cref="Note"/> needs: before anything is in the log, since it may fail.</summary>
    public void Reserve()
    {
        if (_times is null && measured.Enabled) _times = LogMemory.Array<(long, long)>(Kept);
    }

    /// <summary>An event came into the log.</summary>
    /// <param name="sequence">Its sequence.</param>
    /// <param name="age">How long ago it was published.</param>
    public void Note(long sequence, TimeSpan age)
    {
        if (_times is null || !measured.Enabled) return;
        var at = time.GetTimestamp();
        if (age > TimeSpan.Zero) at -= (long)(age.TotalSeconds * time.TimestampFrequency);
        _times[sequence & (Kept - 1)] = (sequence, at);
    }

    /// <summary>When an event was published, as a timestamp; null when that isn't known, or not any more.</summary>
    public long? Find(long sequence) => _times?[sequence & (Kept - 1)] is { } noted && noted.Sequence == sequence && sequence > 0 ? noted.At : null;
}
