using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;

namespace Sse.Tests.Differential;

/// <summary>Compares generated JSON with what System.Text.Json writes, over random values.</summary>
internal static class Comparison
{
    public const int SamplesPerEvent = 500;

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
            Compare(value);
            comparisons++;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(SamplesPerEvent));
        return comparisons;
    }

    /// <summary>Both write the same, or neither writes anything.</summary>
    public static void Compare<T>(T value)
        where T : ISseEvent<T>
    {
        var theirs = Outcome(() => JsonSerializer.Serialize(value, JsonSerializerOptions.Web));
        Difference.MustNotBe(Outcome(() => Frames.Json(value)), theirs, () => typeof(T).Name);
    }

    private static string? Outcome(Func<string> write)
    {
        try { return write(); }
        catch (Exception exception) when (exception is JsonException or ArgumentException or InvalidOperationException or NotSupportedException) { return null; }
    }

    public static void Compare<T>(string json, T value) =>
        Difference.MustNotBe(json, JsonSerializer.Serialize(value, JsonSerializerOptions.Web), () => typeof(T).Name);
}
