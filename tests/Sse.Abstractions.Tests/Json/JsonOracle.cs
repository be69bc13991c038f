using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;

namespace Sse.Tests.Json;

/// <summary>Compares what we write with what System.Text.Json writes.</summary>
internal static class JsonOracle
{
    public delegate void Write<in T>(ref SseFrameWriter writer, T value);

    public static string Expected<T>(T value) => Encoding.UTF8.GetString(JsonSerializer.SerializeToUtf8Bytes(value, JsonSerializerOptions.Web));

    /// <summary>Ours, started in scratch memory of the given size, so that growth happens at a chosen byte.</summary>
    public static string Ours<T>(T value, Write<T> write, int scratch = 256)
    {
        var writer = new SseFrameWriter(new byte[scratch]);
        try
        {
            write(ref writer, value);
            return Encoding.UTF8.GetString(writer.Written);
        }
        finally { writer.Dispose(); }
    }

    /// <summary>Compares the edges, then random values, and prints how many comparisons that were.</summary>
    public static void SameBytes<T>(Gen<T> random, IEnumerable<T> edges, Write<T> write, int count = 5_000)
    {
        var compared = 0;
        foreach (var edge in edges) Compare(edge);
        Prop.ForAll(random.ToArbitrary(), (Action<T>)Compare).Check(Config.QuickThrowOnFailure.WithMaxTest(count).WithQuietOnSuccess(true));
        TestContext.Current.TestOutputHelper?.WriteLine($"{typeof(T).Name}: {compared} comparisons");
        compared.ShouldBeGreaterThanOrEqualTo(count);

        void Compare(T value)
        {
            var expected = Expected(value);
            Ours(value, write).ShouldBe(expected);
            Ours(value, write, scratch: compared % 48).ShouldBe(expected);
            compared++;
        }
    }

    /// <summary>64 random bits, of which a random number is zero: small and huge values, positive and negative.</summary>
    public static Gen<ulong> Bits { get; } =
        from high in Gen.Choose(int.MinValue, int.MaxValue)
        from low in Gen.Choose(int.MinValue, int.MaxValue)
        from shift in Gen.Choose(0, 63)
        from negated in Gen.Elements(false, true)
        let bits = (((ulong)(uint)high << 32) | (uint)low) >> shift
        select negated ? 0 - bits : bits;
}
