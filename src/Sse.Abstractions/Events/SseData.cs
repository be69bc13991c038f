using System.ComponentModel;

namespace Sse;

/// <summary>Reads events back from their data.</summary>
public static class SseData
{
    /// <summary>
    /// Reads an event by the rules of <see cref="System.Text.Json.JsonSerializerOptions.Web"/>: names in any case, numbers
    /// in strings, unknown members skipped, the last of duplicates, defaults for missing members, no comments, no
    /// trailing commas, at most 64 levels.
    /// </summary>
    /// <typeparam name="T">The event's type. One that can't be read doesn't compile here.</typeparam>
    /// <param name="data">The event's data: UTF-8 JSON. It is not kept.</param>
    /// <returns>The event, never null.</returns>
    /// <exception cref="SseFormatException">The data is no JSON, is null, or doesn't fit the event.</exception>
    public static T Read<T>(ReadOnlySpan<byte> data)
        where T : ISseEvent<T>, ISseReadable<T> => T.Read(data);

    /// <summary>Reads an event that has another form than its type's own, by the rules of that form.</summary>
    /// <typeparam name="T">The event's type.</typeparam>
    /// <typeparam name="TFormat">The form.</typeparam>
    /// <param name="data">The event's data: UTF-8 JSON. It is not kept.</param>
    /// <returns>The event, never null.</returns>
    /// <exception cref="SseFormatException">The data is no JSON, is null, or doesn't fit the event.</exception>
    public static T Read<T, TFormat>(ReadOnlySpan<byte> data)
        where TFormat : ISseReadable<T> => TFormat.Read(data);

    /// <summary>The name of an event that says it only when it runs. For generated code.</summary>
    /// <typeparam name="T">The event's type.</typeparam>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static string NameOf<T>()
        where T : ISseEvent<T> => T.EventName;
}
