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
        var place = text.IndexOf(Place, StringComparison.Ordinal);
        if (place >= 0)
        {
            if (topics.Count > 1) throw new ArgumentException($"The address '{text}' has a place for one topic; several go into the query of an address without {Place}.", nameof(topics));
            var filled = topics.Count == 1
                ? text.Replace(Place, Uri.EscapeDataString(topics[0]), StringComparison.Ordinal)
                : text.Remove(place > 0 && text[place - 1] == '/' ? place - 1 : place, place > 0 && text[place - 1] == '/' ? Place.Length + 1 : Place.Length);
            return new Uri(filled, UriKind.RelativeOrAbsolute);
        }
        if (topics.Count == 0) return address;
        var query = string.Join('&', topics.Select(topic => $"topic={Uri.EscapeDataString(topic)}"));
        return new Uri($"{text}{(text.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{query}", UriKind.RelativeOrAbsolute);
    }
}
