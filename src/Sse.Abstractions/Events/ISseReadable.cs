using System.ComponentModel;

namespace Sse;

/// <summary>
/// A format that can be read back from its data. Implemented by generated code for every event that System.Text.Json
/// could read. Called through <see cref="SseData"/>.
/// </summary>
/// <typeparam name="T">What is read: the event itself, or the type that the format is for.</typeparam>
/// <remarks>Implementations hold no state: all members may be called from any thread.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface ISseReadable<T>
{
    /// <summary>Reads the event by the rules of <see cref="System.Text.Json.JsonSerializerOptions.Web"/>.</summary>
    /// <param name="data">The event's data: UTF-8 JSON. It is not kept.</param>
    /// <returns>The event, never null.</returns>
    /// <exception cref="SseFormatException">The data is no JSON, is null, or doesn't fit the event.</exception>
    static abstract T Read(ReadOnlySpan<byte> data);
}
