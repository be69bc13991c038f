using System.Globalization;
using System.Text;

namespace Sse.Tests.Authorization;

/// <summary>A request for a topic that its client may not read.</summary>
/// <param name="Path">Its target, as it goes over the wire.</param>
/// <param name="Headers">Its headers but for who sends it.</param>
internal sealed record Attack(string Path, params string[] Headers)
{
    /// <summary>What alice may read. For most of it there is a topic that only looks the same, or that a careless reader takes for it.</summary>
    public static readonly string[] Own = ["order-1", "café", "a/b", "x%2Fy", "a b", $"{new string('n', 255)}a", "ﬁnal", "K", "1", "..", "Straße", "İ"];

    /// <summary>What she may not.</summary>
    public static readonly string[] Foreign =
    [
        "order-2", "ORDER-1", "Order-1", "order-1 ", " order-1", "order-1.", "order-1/", "/order-1", "order-1\u200b", "\u200border-1", "order\u20101", "order\u00ad-1", "оrder-1", "ｏrder-1", "order-１",
        "cafe\u0301", "CAFÉ", "cafe", "a%2Fb", "a%2fb", "a\\b", "a∕b", "x/y", "x%252Fy", "a+b", "a%20b", "a\u00a0b", $"{new string('n', 255)}b", new string('n', 255), "final", "\u212a", "k", "11", ".", "...", "strasse", "i\u0307", "I",
        "order-1,order-2", "order-1&topic=order-2", "order-1;order-2", "*", "sse-user.bob", "order-1~end", "topic", "{topic}", "null",
    ];

    /// <summary>Each way to ask for a topic.</summary>
    /// <param name="endpoint">Where: a route that takes a topic behind it, and further ones from the query.</param>
    /// <param name="topic">The topic.</param>
    /// <param name="own">A topic that the client may read, to hide behind.</param>
    /// <param name="position">A position in the hub's log.</param>
    public static IEnumerable<Attack> On(string endpoint, string topic, string own, string position)
    {
        var plain = Uri.EscapeDataString(topic);
        var hidden = Uri.EscapeDataString(own);
        foreach (var written in new[] { plain, Encoded(topic, "X2"), Encoded(topic, "x2"), plain.Replace("%2F", "/", StringComparison.Ordinal), Uri.EscapeDataString(plain), topic.All(char.IsAscii) && !topic.Any(c => c is ' ' or '#' or '?') ? topic : plain })
        {
            yield return new($"{endpoint}/{written}");
            yield return new($"{endpoint}/./{written}");
            yield return new($"{endpoint}/{hidden}/../{written}");
            yield return new($"{endpoint}/{hidden}/%2e%2e/{written}");
            yield return new($"{endpoint}/%2e/{written}");
            yield return new($"{endpoint}/{written}/");
            yield return new($"{endpoint}//{written}");
            yield return new($"http://127.0.0.1{endpoint}/{written}");
            yield return new($"{endpoint}/{hidden}?topic={written}");
            yield return new($"{endpoint}/{hidden}?TOPIC={written}");
            yield return new($"{endpoint}/{hidden}?%74opic={written}");
            yield return new($"{endpoint}?topic={hidden}&topic={written}");
            yield return new($"{endpoint}?topic={written}&topic={hidden}");
            yield return new($"{endpoint}/{written}?topic={hidden}");
            yield return new($"{endpoint}?topic={written}");
            yield return new($"{endpoint}?topic={written.Replace("%20", "+", StringComparison.Ordinal)}");
            yield return new($"{endpoint}/{hidden}?topic[]={written}&topic[0]={written}&topic.0={written}");
            yield return new($"{endpoint}/{hidden}#?topic={written}");
        }
        // Ids of others: what they name is a place, never a topic.
        yield return new($"{endpoint}/{hidden}", $"Last-Event-ID: {position}/{plain}");
        yield return new($"{endpoint}/{hidden}?lastEventId={Uri.EscapeDataString($"{position}/{plain}")}");
        yield return new($"{endpoint}/{plain}", $"Last-Event-ID: {position}/{hidden}");
        yield return new($"{endpoint}/{plain}", $"Last-Event-ID: {position}/{hidden}~end");
        yield return new($"{endpoint}/{plain}", "Last-Event-ID: other-7");
        yield return new($"{endpoint}/{hidden}", $"X-Original-URL: {endpoint}/{plain}", $"X-Rewrite-URL: {endpoint}/{plain}", $"X-HTTP-Method-Override: GET", "X-Topic: topic");
    }

    private static string Encoded(string topic, string form) =>
        string.Concat(Encoding.UTF8.GetBytes(topic).Select(b => "%" + b.ToString(form, CultureInfo.InvariantCulture)));
}
