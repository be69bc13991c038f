using FsCheck.Fluent;
using static Sse.Tests.Json.JsonOracle;

namespace Sse.Tests.Json;

public class OtherValueTests
{
    [Fact]
    public void Writes_booleans_and_null()
    {
        Ours(true, (ref w, v) => w.WriteBoolean(v)).ShouldBe("true");
        Ours(false, (ref w, v) => w.WriteBoolean(v)).ShouldBe("false");
        Ours(0, (ref w, _) => w.WriteNull()).ShouldBe("null");
    }

    [Fact]
    public void Writes_identifiers()
    {
        var random = Gen.Zip(Bits, Bits).Select(pair => new Guid([.. BitConverter.GetBytes(pair.Item1), .. BitConverter.GetBytes(pair.Item2)]));
        SameBytes(random, [Guid.Empty, Guid.AllBitsSet], (ref w, v) => w.WriteString(v));
    }

    [Fact]
    public void Writes_versions_of_two_to_four_numbers()
    {
        var part = Bits.Select(bits => (int)(bits & int.MaxValue));
        var random =
            from parts in part.ArrayOf(4)
            from count in Gen.Choose(2, 4)
            select count switch
            {
                2 => new Version(parts[0], parts[1]),
                3 => new Version(parts[0], parts[1], parts[2]),
                _ => new Version(parts[0], parts[1], parts[2], parts[3]),
            };
        SameBytes(random, [null, new Version(), new Version(int.MaxValue, int.MaxValue, int.MaxValue, int.MaxValue)], (ref SseFrameWriter w, Version? v) => w.WriteString(v));
    }

    [Fact]
    public void Writes_addresses_as_they_were_given()
    {
        foreach (var address in new[] { "https://example.org/a b?q=1&r=<x>#ü", "HTTP://Example.ORG:80/../%7e", "relative/path", "", "mailto:ü@example.org", "/a\"b" })
        {
            var uri = new Uri(address, UriKind.RelativeOrAbsolute);
            Ours(uri, (ref w, v) => w.WriteString(v)).ShouldBe(Expected(uri));
        }
        Ours<Uri?>(null, (ref w, v) => w.WriteString(v)).ShouldBe("null");
    }

    [Fact]
    public void Writes_bytes_as_base64_of_every_length()
    {
        var bytes = Enumerable.Range(0, 400).Select(i => (byte)((i * 251) ^ (i >> 3))).ToArray();
        for (var length = 0; length < bytes.Length; length++)
        {
            var value = bytes[^length..];
            Ours(value, (ref w, v) => w.WriteBase64(v), scratch: length).ShouldBe(Expected(value));
            Ours(value, (ref w, v) => w.WriteBase64(v.AsSpan()), scratch: length).ShouldBe(Expected(value));
        }
        Ours<byte[]?>(null, (ref w, v) => w.WriteBase64(v)).ShouldBe("null");
        Ours(new byte[] { 0xFB, 0xFF, 0xBF }, (ref w, v) => w.WriteBase64(v)).ShouldBe("\"+/+/\"");
    }
}
