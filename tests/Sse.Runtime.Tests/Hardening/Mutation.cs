namespace Sse.Tests.Hardening;

/// <summary>Changes attacks at random, so that what nobody has thought of is tried too.</summary>
internal static class Mutation
{
    private static readonly string[] Pieces =
    [
        "%", "%2", "%00", "%2F", "%2e", "/", "//", "..", "?", "&", "=", "#", ";", "~", "~end", "-", ".", "+", " ", "\t", "\0", "\r", "\n", "\r\n", "\r\n\r\n", "\u0001", "\u007f", "é", "\u202e", "\ud83d\ude00", "topic=order-2", "&topic=order-2",
        "lastEventId=1", "order-2", "order-1", "sse-user.bob", "*", "HTTP/1.1", "Zz9q", "9999999999",
    ];

    /// <summary>One attack with a part of another, and a few letters that are other ones.</summary>
    public static HardeningAttack Of(HardeningAttack one, HardeningAttack other, Random random)
    {
        var path = random.Next(4) == 0 ? one.Path[..random.Next(one.Path.Length)] + other.Path[random.Next(other.Path.Length)..] : one.Path;
        for (var i = random.Next(4); i > 0; i--) path = Change(path, random);
        if (path.Length == 0 || path[0] is not '/') path = "/" + path;
        var headers = random.Next(3) == 0 ? [.. one.Headers, .. other.Headers] : one.Headers;
        if (headers.Length > 0 && random.Next(2) == 0)
        {
            headers = [.. headers];
            ref var header = ref headers[random.Next(headers.Length)];
            header = (header.Name, Change(header.Value, random));
        }
        return one with { Path = path, Headers = headers, Area = "random" };
    }

    private static string Change(string text, Random random)
    {
        var at = random.Next(text.Length + 1);
        return random.Next(3) switch
        {
            0 => text.Insert(at, Pieces[random.Next(Pieces.Length)]),
            1 when at < text.Length => text.Remove(at, random.Next(Math.Min(8, text.Length - at)) + 1),
            _ => text[..at] + (char)random.Next(1, 256) + text[Math.Min(text.Length, at + 1)..],
        };
    }
}
