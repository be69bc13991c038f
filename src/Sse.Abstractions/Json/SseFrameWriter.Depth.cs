namespace Sse;

// Only events that contain themselves, or values whose depth no type tells, are counted.
public ref partial struct SseFrameWriter
{
    private const int MaxDepth = 64;

    /// <summary>Says that an object or array begins.</summary>
    public void Enter() => _depth++;

    /// <summary>Says that an object or array has ended.</summary>
    public void Leave() => _depth--;

    /// <summary>Requires that a value may stand here.</summary>
    /// <exception cref="ArgumentException">It would be inside more than 63 objects and arrays, as in a cycle of references.</exception>
    public readonly void CheckDepth()
    {
        if (_depth >= MaxDepth) ThrowTooDeep("value");
    }

    private static void ThrowTooDeep(string parameter) =>
        throw new ArgumentException($"The event nests deeper than {MaxDepth} levels: perhaps an object contains itself.", parameter);
}
