using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;

namespace Sse.Tests.Differential;

/// <summary>Compares generated JSON with what System.Text.Json writes, over random values.</summary>
internal static class Comparison
{
    public const int SamplesPerEvent = 2_000;

    /// <summary>How many comparisons were made; throws at the first difference, with the seed that leads to it.</summary>
    public static int Run<T>()
        where T : ISseEvent<T>
    {
        var comparisons = 0;
        var seeds = Arb.From(Gen.Choose(int.MinValue, int.MaxValue));
        Prop.ForAll(seeds, seed =>
        {
            var value = new Sampler(seed).Next<T>();
            while (value is null) value = new Sampler(++seed).Next<T>();
            Compare(Frames.Json(value), value);
            comparisons++;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(SamplesPerEvent));
        return comparisons;
    }

    public static void Compare<T>(string json, T value) =>
        Difference.MustNotBe(json, JsonSerializer.Serialize(value, JsonSerializerOptions.Web), () => typeof(T).Name);
}
