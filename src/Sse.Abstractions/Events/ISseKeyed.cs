using System.ComponentModel;

namespace Sse;

/// <summary>
/// A format whose events have a key: a newer one supersedes an older one of the same key. Implemented by generated code
/// for events with <see cref="SseKeyAttribute"/>.
/// </summary>
/// <typeparam name="T">What has the key: the event itself, or the type that the format is for.</typeparam>
/// <remarks>
/// <para>
/// The bytes of a key are the event's name in UTF-8, a line feed, then the key's members in the ordinal order of their
/// C# names, each as it stands in the event's JSON, separated by commas: <c>price LF "ACME",7</c>. Nothing follows the
/// line feed where the type itself has the attribute. No name holds a line feed, so keys of different events are never
/// equal; JSON tells where a member ends, so members can't run into each other. Two texts are equal here exactly when
/// their JSON is, lone surrogates included.
/// </para>
/// <para>Implementations hold no state: all members may be called from any thread.</para>
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface ISseKeyed<T>
{
    /// <summary>Whether the event takes its key away, rather than being the newest of it: it was declared with <see cref="SseEventAttribute.Removes"/>.</summary>
    static abstract bool IsRemoval { get; }

    /// <summary>Writes the key: of the event itself or, for a removal, of the event that it removes.</summary>
    /// <param name="writer">Where the bytes go. When this method throws, discard what it holds.</param>
    /// <param name="value">The event.</param>
    /// <exception cref="ArgumentNullException"><paramref name="value"/> is null.</exception>
    /// <exception cref="ArgumentException">A member of the key is null.</exception>
    static abstract void WriteKey(ref SseFrameWriter writer, T value);
}
