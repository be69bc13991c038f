namespace Sse;

/// <summary>What a client on its way out has done since the last look.</summary>
internal enum DepartureMove
{
    /// <summary>Nothing waits for it.</summary>
    Free,

    /// <summary>It took bytes.</summary>
    Moves,

    /// <summary>It owes an answer to bytes that were sent.</summary>
    IsHeld,

    /// <summary>Nothing is seen to move: it may be the client, or the machine.</summary>
    StandsStill,
}
