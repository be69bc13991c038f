namespace Sse;

/// <summary>What <see cref="SseFrameParser"/> found next in a stream.</summary>
public enum SseFrameKind
{
    /// <summary>Nothing yet: more bytes are needed.</summary>
    None,

    /// <summary>An event to dispatch: a block with at least one data line, ended by its blank line.</summary>
    Event,

    /// <summary>A comment line. Reported when the line ends, without waiting for a blank line.</summary>
    Comment,

    /// <summary>A valid <c>retry</c> line. Reported when the line ends, as the standard applies it.</summary>
    Retry,

    /// <summary>A block without data whose id was committed by its blank line: nothing to dispatch, but a place to resume from.</summary>
    Position,
}
