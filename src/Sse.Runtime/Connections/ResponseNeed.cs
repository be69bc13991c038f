namespace Sse;

/// <summary>What a response needs that nobody has asked for.</summary>
internal enum ResponseNeed
{
    Nothing,

    /// <summary>It was silent for the heartbeat interval.</summary>
    Heartbeat,

    /// <summary>Its client has taken nothing for the write timeout.</summary>
    Abort,
}
