using Sse.Tests.Authorization;

namespace Sse.Tests.Hardening;

/// <summary>Requests that are made by rules: each list takes one thing apart.</summary>
internal static class AttackLists
{
    private const string Own = "/policy/order-1";

    public static IEnumerable<HardeningAttack> All((string Own, string Other) positions) =>
        [.. Topics(positions.Own), .. Ids(positions), .. Parameters(), .. Methods(), .. Headers()];

    /// <summary>Topics of others in every spelling, behind one of the client's own, with and without a name.</summary>
    private static IEnumerable<HardeningAttack> Topics(string position)
    {
        for (var i = 0; i < Attack.Foreign.Length; i++)
            foreach (var endpoint in new[] { "/policy", "/mine" })
                foreach (var attack in Attack.On(endpoint, Attack.Foreign[i], Attack.Own[i % Attack.Own.Length], position).Where((_, n) => endpoint == "/policy" || n % 4 == i % 4))
                    foreach (var user in endpoint == "/policy" ? new[] { "alice", null } : ["alice"])
                        yield return new("topics", attack.Path, [.. attack.Headers.Select(header => header.Split(": ", 2)).Select(parts => (parts[0], parts[1]))]) { User = user };
    }

    /// <summary>Ids that nobody was given: of other logs, of places that are none, with what an id may end in.</summary>
    private static IEnumerable<HardeningAttack> Ids((string Own, string Other) positions)
    {
        var epoch = positions.Own.Split('-')[0];
        string[] epochs = [epoch, positions.Other.Split('-')[0], "", "0", "zzzzzzzz", epoch.ToUpperInvariant(), new('a', 32), new('a', 33), new('a', 900), "é", "a b", "earliest", "snapshot", HardeningApp.Token];
        string[] places = ["0", "1", "-1", "999999999", "9223372036854775807", "9223372036854775808", new('9', 100), new('9', 900), "1e9", "0x1", "+1", " 1", "１", "01", "s1.1", "s0.0", "s99999999.1", "s.1", "s1.", "1.tagtag", "1.TAG", "", "*", "null"];
        string[] ends = ["", "~end", "~END", "~end~end", "~end/order-2", "/order-2", "/order-1", "/%2e%2e", "/" + new string('t', 300), "~live", "%7Eend", "\u0001", "\u2028", $"/{HardeningApp.Token}\u0007", "\ud83d\ude00"];
        var n = 0;
        foreach (var log in epochs)
            foreach (var place in places)
                foreach (var end in ends)
                {
                    var id = $"{log}-{place}{end}";
                    var escaped = Uri.EscapeDataString(id);
                    yield return (n++ % 4) switch
                    {
                        0 => new("ids", Own, ("Last-Event-ID", id)),
                        1 => new("ids", $"{Own}?lastEventId={escaped}"),
                        2 => new("ids", $"/policy/order-2?lastEventId={escaped}", ("Last-Event-ID", id)),
                        _ => new("ids", $"/traders?lastEventId={escaped}"),
                    };
                }
    }

    /// <summary>Parameters that are no numbers, too many, too long or not even text.</summary>
    private static IEnumerable<HardeningAttack> Parameters()
    {
        string[] values =
        [
            "", "0", "-1", "1", "1000", "1001", "1e3", "1e-9", "NaN", "Infinity", "-Infinity", "0.0000000001", "１", "1,5", "1.5.5", " 1", "0x10", new('9', 400), new('9', 4_000), "%00", "%0a", "%0d%0aX-Zz9q: Zz9q", "%", "%zz", "%u0031", "%ff%fe", "%c0%ae",
            "%ed%a0%80", "%F0%9F%98%80", "null", "true", "[]", "{}", "';--", "<script>", "../../etc/passwd", "${jndi:x}", HardeningApp.Token, "order-2", "*", "sse-user.bob", "sse-user.alice", "SSE-USER.bob", "sse-user%2Ebob", "sse-user.",
        ];
        string[] names = ["maxFrequency", "MaxFrequency", "max%46requency", "topic", "Topic", "topic[]", "lastEventId", "LastEventId", "retry", "id", "access_token", "user", "start", "snapshot"];
        foreach (var name in names)
            foreach (var value in values)
            {
                yield return new("parameters", $"{Own}?{name}={value}");
                yield return new("parameters", $"{Own}?{name}={value}&{name}=1");
                yield return new("parameters", $"/mine?{name}=1;{name}={value}");
                yield return new("parameters", $"/policy?topic=order-1&{name}={value}#{name}");
            }
        foreach (var count in new[] { 2, 99, 100, 101, 1_000, 3_000 })
            foreach (var each in new[] { "topic=order-1", "topic=order-2", "maxFrequency=1", "lastEventId=1", "=", "&", "a=b" })
                yield return new("parameters", $"{Own}?{string.Join('&', Enumerable.Repeat(each, count))}");
        foreach (var length in new[] { 255, 256, 257, 1_024, 4_000, 8_000, 9_000, 40_000 })
            foreach (var path in new[] { "/policy/{0}", "/policy?topic={0}", Own + "?{0}", Own + "?lastEventId={0}", "/{0}", "/policy/order-1/{0}" })
                foreach (var letter in new[] { "a", "%61", "%C3%A9", "/", "%2F", "..%2F" })
                    yield return new("parameters", path.Replace("{0}", string.Concat(Enumerable.Repeat(letter, length / letter.Length)), StringComparison.Ordinal));
    }

    /// <summary>Methods that are none of a stream's, however they are written or meant.</summary>
    private static IEnumerable<HardeningAttack> Methods()
    {
        string[] methods = ["HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND", "M-SEARCH", "get", "GeT", "GETS", "head", "SUBSCRIBE", "*", "Zz9q"];
        foreach (var method in methods)
            foreach (var path in new[] { Own, "/policy/order-2", "/policy?topic=order-1&topic=order-2", "/mine", "/mine/order-2", "/traders", "/letters" })
                foreach (var header in new[] { ("X-HTTP-Method-Override", "GET"), ("X-HTTP-Method", "GET"), ("Accept", "text/event-stream"), ("Access-Control-Request-Method", "GET") })
                    foreach (var user in new[] { "alice", null })
                        yield return new("methods", path, header) { Method = method, User = user };
    }

    /// <summary>Headers with what they may not hold, too long, repeated, or meant for somebody between.</summary>
    private static IEnumerable<HardeningAttack> Headers()
    {
        string[] names =
        [
            "Last-Event-ID", "Accept", "Accept-Encoding", "Accept-Language", "Origin", "Referer", "Cookie", "Authorization", "Range", "If-None-Match", "If-Modified-Since", "Cache-Control", "Content-Type", "Expect", "TE", "Via", "Forwarded",
            "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Prefix", "X-Original-URL", "X-Rewrite-URL", "X-User-Id", "User-Agent", "Sec-Fetch-Site", "traceparent", "baggage",
        ];
        string[] values =
        [
            "", HardeningApp.Token, "*/*", "text/event-stream", "text/html;q=1", "null", "https://evil.example", "/policy/order-2", "bytes=0-10", "100-continue", "\u0001Zz9q", "Zz9q\t", "a\u007fZz9q", "Zz9q\u0085", "\u202eZz9q", "é😀", "%0d%0aX-Zz9q:%20Zz9q",
            "a\rX-Zz9q: Zz9q", new('x', 1_024), new('x', 1_025), new('x', 8_000), new('x', 31_000), "role=trader,Zz9q=1", "gzip, br", "1.2.3.4, 5.6.7.8", ";;;,,,===", "\"", "\\",
        ];
        foreach (var name in names)
            foreach (var value in values)
            {
                yield return new("headers", Own, (name, value));
                yield return new("headers", "/policy/order-2", (name, value));
                yield return new("headers", "/mine", (name, value), (name, "second"));
                yield return new("headers", "/traders", (name, value));
            }
        for (var count = 1; count <= 2_000; count *= 3) yield return new("headers", Own, [.. Enumerable.Range(0, count).Select(i => ($"X-{i}", HardeningApp.Token))]);
    }
}
