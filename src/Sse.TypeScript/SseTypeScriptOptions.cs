namespace Sse;

/// <summary>How TypeScript is written.</summary>
public sealed record SseTypeScriptOptions
{
    /// <summary>
    /// Whether numbers that JavaScript's can't hold keep their digits: integers of 64 and more bits are read as <c>bigint</c>, decimals as
    /// their text. Otherwise both are <c>number</c>. False by default.
    /// </summary>
    public bool ExactNumbers { get; init; }

    /// <summary>The frameworks that get a small module of their own. None by default.</summary>
    public SseTypeScriptHooks Hooks { get; init; }
}
