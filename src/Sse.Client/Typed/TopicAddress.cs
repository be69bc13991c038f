namespace Sse;

/// <summary>Puts topics into a hub's address: into its <c>{topic}</c> place if it has one, else into the query.</summary>
internal static class TopicAddress
{
    private const string Place = "{topic}";

    /// <summary>The address that asks for these topics; an <see cref="ArgumentException"/> when it can't carry them.</summary>
    public static Uri For(Uri address, SseTopicSelection topics)
    {
        if (topics.IsAll) throw new ArgumentException("Reading all topics is the endpoint's choice, not the client's: name none.", nameof(topics));
        var text = address.OriginalString;
        var fragment = text.IndexOf('#', StringComparison.Ordinal);
        if (fragment >= 0) text = text[..fragment];
        if (!text.Contains(Place, StringComparison.Ordinal))
        {
            if (topics.Count == 0) return address;
            text = WithQuery(text, topics);
        }
        else
        {
            text = topics.Count == 0 ? WithoutPlace(text, topics) : Filled(text, topics);
        }
        return new Uri(text, address.IsAbsoluteUri ? UriKind.Absolute : UriKind.Relative);
    }

    private static string WithQuery(string text, SseTopicSelection topics)
    {
        if (PathOf(text).AsSpan().ContainsAny('{', '}'))
        {
            throw new ArgumentException($"The address has a place that nothing goes into: that of the topic is written {Place}, and no other way.", nameof(topics));
        }
        return $"{text}{(text.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{string.Join('&', topics.Select(topic => $"topic={Uri.EscapeDataString(topic)}"))}";
    }

    private static string WithoutPlace(string text, SseTopicSelection topics)
    {
        var path = PathOf(text);
        var segments = path.Split('/').Where(segment => segment != Place);
        var rest = string.Join('/', segments) + text[path.Length..];
        return !rest.Contains(Place, StringComparison.Ordinal) ? rest
            : throw new ArgumentException($"The address can't be read without a topic: {Place} is not a segment of its path that could be left out.", nameof(topics));
    }

    private static string Filled(string text, SseTopicSelection topics)
    {
        if (topics.Count > 1) throw new ArgumentException($"The address has a place for one topic; several go into the query of an address without {Place}.", nameof(topics));
        var topic = Uri.EscapeDataString(topics[0]);
        if (PathOf(text).Split('/').Any(segment => segment.Contains(Place, StringComparison.Ordinal) && IsDots(segment.Replace(Place, topic, StringComparison.Ordinal))))
        {
            throw new ArgumentException(
                $"The topic '{topics[0]}' can't be a segment of a path: '.' and '..' are resolved on the way, encoded or not. Ask for it by query: an address without {Place}, and TopicsFromQuery on the endpoint.",
                nameof(topics));
        }
        return text.Replace(Place, topic, StringComparison.Ordinal);
    }

    private static string PathOf(string text) => text.Split('?')[0];

    /// <summary>Whether those who read an address take a segment for "here" or "one up".</summary>
    private static bool IsDots(string segment) => segment.Replace("%2E", ".", StringComparison.OrdinalIgnoreCase) is "." or "..";
}
