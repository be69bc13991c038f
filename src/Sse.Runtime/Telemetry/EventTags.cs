using System.Text;

namespace Sse;

/// <summary>
/// The attributes of a hub's events, found by a frame without an allocation. Names are those that were declared; formats that are
/// written by hand could make them up, so there is a bound. Thread-safe.
/// </summary>
internal sealed class EventTags(string hub)
{
    /// <summary>How many names there are at most; all others are one.</summary>
    public const int Most = 200;

    private readonly Lock _lock = new();
    private readonly KeyValuePair<string, object?>[] _other = Make(hub, "_OTHER");
    private Known[] _known = [];

    /// <summary>The hub, and the name of a frame's event.</summary>
    public ReadOnlySpan<KeyValuePair<string, object?>> Of(ReadOnlySpan<byte> frame)
    {
        var name = NameOf(frame);
        foreach (var known in Volatile.Read(ref _known))
            if (name.SequenceEqual(known.Name)) return known.Tags;
        return Add(name);
    }

    /// <summary>The name of a frame's event.</summary>
    public static ReadOnlySpan<byte> NameOf(ReadOnlySpan<byte> frame)
    {
        var start = "event: "u8;
        if (!frame.StartsWith(start)) return "message"u8;
        var rest = frame[start.Length..];
        return rest[..rest.IndexOf((byte)'\n')];
    }

    private KeyValuePair<string, object?>[] Add(ReadOnlySpan<byte> name)
    {
        lock (_lock)
        {
            foreach (var known in _known)
                if (name.SequenceEqual(known.Name)) return known.Tags;
            if (_known.Length >= Most) return _other;
            var added = new Known(name.ToArray(), Make(hub, Encoding.UTF8.GetString(name)));
            Volatile.Write(ref _known, [.. _known, added]);
            return added.Tags;
        }
    }

    private static KeyValuePair<string, object?>[] Make(string hub, string name) => [new(Tags.Hub, hub), new(Tags.Event, name)];

    private readonly record struct Known(byte[] Name, KeyValuePair<string, object?>[] Tags);
}
