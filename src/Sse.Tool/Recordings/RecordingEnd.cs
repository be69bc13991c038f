namespace Sse.Tool.Recordings;

/// <summary>How a recording came to its end.</summary>
internal enum RecordingEnd
{
    /// <summary>It goes on, or was left while it did.</summary>
    Open,

    /// <summary>The server ended its answer.</summary>
    Clean,

    /// <summary>The connection broke before the answer's end.</summary>
    Broken,

    /// <summary>There was more than is recorded.</summary>
    TooMuch,
}
