namespace Sse;

/// <summary>Whose a place is that a client names.</summary>
internal enum PlaceOrigin
{
    /// <summary>Another log's.</summary>
    Other,

    /// <summary>This log's.</summary>
    Ours,

    /// <summary>From so long ago that it can't be told any more: it is not trusted.</summary>
    Forgotten,
}
