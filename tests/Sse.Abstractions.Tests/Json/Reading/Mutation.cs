using FsCheck;
using FsCheck.Fluent;

namespace Sse.Tests.Json.Reading;

/// <summary>JSON that is nearly right: bytes changed, dropped, doubled, put in, cut off.</summary>
internal static class Mutation
{
    private static readonly byte[] Alphabet = [.. "\"\"\"{}[]:,,0123456789.-+eE \\u/tnflsAaBZ:T"u8, 0, 0x0A, 0x7F, 0x80, 0xC3, 0xA4, 0xFF];

    public static Gen<byte[]> Of(Gen<byte[]> json) =>
        from source in json
        from steps in Gen.Choose(0, 3)
        from changed in Apply(source, steps)
        select changed;

    private static Gen<byte[]> Apply(byte[] json, int steps) =>
        steps == 0
            ? Gen.Constant(json)
            : from at in Gen.Choose(0, json.Length)
              from what in Gen.Choose(0, 5)
              from letter in Gen.Elements(Alphabet)
              from length in Gen.Choose(1, 8)
              from changed in Apply(Change(json, at, what, letter, length), steps - 1)
              select changed;

    private static byte[] Change(byte[] json, int at, int what, byte letter, int length)
    {
        var end = Math.Min(at + length, json.Length);
        return what switch
        {
            0 => [.. json[..at], letter, .. json[at..]],
            1 when at < json.Length => [.. json[..at], letter, .. json[(at + 1)..]],
            2 => [.. json[..at], .. json[end..]],
            3 => [.. json[..end], .. json[at..]],
            4 when at < json.Length => [.. json[..at], (byte)(json[at] ^ 0x20), .. json[(at + 1)..]],
            5 when json.Length % 7 == 0 => json[..at],
            _ => json,
        };
    }
}
