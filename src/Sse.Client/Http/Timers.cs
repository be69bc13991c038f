namespace Sse;

/// <summary>What timers can hold.</summary>
internal static class Timers
{
    public static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(int.MaxValue);
}
