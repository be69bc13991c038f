namespace Sse;

/// <summary>What a record is.</summary>
[Flags]
internal enum RecordFlags : byte
{
    /// <summary>An event without a key.</summary>
    None = 0,

    /// <summary>It has a key: a later record of the same key supersedes it.</summary>
    Keyed = 1,

    /// <summary>It takes its key away.</summary>
    Removal = 2,

    /// <summary>The record after which its topic has none. It has no bytes.</summary>
    Completion = 4,

    /// <summary>It has left the log while its neighbours have not.</summary>
    Dead = 8,

    /// <summary>It stands in another topic too, which counts it.</summary>
    Copy = 16,
}

internal static class RecordFlagsExtensions
{
    // HasFlag allocates where the compiler doesn't optimize.
    public static bool Has(this RecordFlags flags, RecordFlags flag) => (flags & flag) == flag;
}
