namespace Sse;

/// <summary>
/// An event that can be read back from its data. Implemented by the source generator for every event that
/// System.Text.Json could read; not meant to be implemented by hand. Called through <see cref="SseData.Read{T}"/>.
/// </summary>
/// <typeparam name="TSelf">The event type itself.</typeparam>
/// <remarks>Implementations hold no state: all members may be called from any thread.</remarks>
public interface ISseReadable<TSelf>
    where TSelf : ISseEvent<TSelf>, ISseReadable<TSelf>
{
    /// <summary>Reads the event by the rules of <see cref="System.Text.Json.JsonSerializerOptions.Web"/>.</summary>
    /// <param name="data">The event's data: UTF-8 JSON. It is not kept.</param>
    /// <returns>The event, never null.</returns>
    /// <exception cref="SseFormatException">The data is no JSON, is null, or doesn't fit the event.</exception>
    static abstract TSelf Read(ReadOnlySpan<byte> data);
}
