namespace Sse;

/// <summary>How fast a count has grown since it was looked at before.</summary>
internal static class Rates
{
    // Looked at after a longer pause, a rate would be of a time in which nobody watched.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(150);

    /// <summary>The rate, to one decimal so that what hardly changes isn't reported as changed.</summary>
    /// <param name="now">The count.</param>
    /// <param name="before">What it was; null when it was not known.</param>
    /// <param name="elapsed">How long ago.</param>
    public static Rate Of(long now, long? before, TimeSpan elapsed)
    {
        if (before is not { } last || elapsed <= TimeSpan.Zero || elapsed > Longest) return new(now, 0);
        // What was forgotten and is known again begins at nothing.
        var grown = now < last ? now : now - last;
        return new(now, Math.Round(grown / elapsed.TotalSeconds, 1));
    }
}
