using System.ComponentModel;

namespace Sse;

/// <summary>Calls what formats with a key implement explicitly. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class SseKeys
{
    /// <summary>Writes the key of an event.</summary>
    /// <typeparam name="T">The event's type.</typeparam>
    /// <typeparam name="TFormat">The format that has the key.</typeparam>
    /// <param name="writer">Where the bytes go. When this method throws, discard what it holds.</param>
    /// <param name="value">The event.</param>
    /// <returns>Whether the event takes its key away.</returns>
    /// <exception cref="ArgumentException">A member of the key is null.</exception>
    public static bool Write<T, TFormat>(ref SseFrameWriter writer, T value)
        where TFormat : ISseKeyed<T>
    {
        TFormat.WriteKey(ref writer, value);
        return TFormat.IsRemoval;
    }
}
