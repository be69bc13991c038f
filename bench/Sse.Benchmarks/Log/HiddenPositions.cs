using System.Diagnostics;
using Sse.Benchmarks.Events;

namespace Sse.Benchmarks.Log;

/// <summary>What hidden positions cost a publish: the same with and without, in turns, so that both meet the same machine.</summary>
internal static class HiddenPositions
{
    private const int Rounds = 400;
    private const int Publishes = 5_000;

    /// <summary>Measures, and prints the fastest round of each.</summary>
    public static void Measure()
    {
        Console.WriteLine("ns a publish: plain, key of 16 bytes, key of 32 bytes");
        InTurns("one topic", static hub => hub.Topic("ACME").Publish(Samples.Small));
        InTurns("whole hub", static hub => hub.Publish(Samples.Small));
        Console.WriteLine("ns an id whose tag is another each time: plain, key of 16 bytes, key of 32 bytes");
        var ids = new[] { null, new byte[16], new byte[32] }.Select(key => new IdText("id: abcdefgh-x"u8.ToArray(), key is null ? null : PositionKeys.Of("hub", [key])!.CipherOf("abcdefgh"))).ToArray();
        string[] tags = ["q7d2m0", "a8c3d1"];
        var sequence = 1L;
        Print("tagged", ids, id => id.MoveTo(++sequence, tags[sequence & 1]));
    }

    private static void InTurns(string name, Action<BenchmarkHub> publish)
    {
        BenchmarkHub[] hubs = [Hubs.Create(10_000).Hub, Hubs.Create(10_000, new byte[16]).Hub, Hubs.Create(10_000, new byte[32]).Hub];
        Print(name, hubs, publish);
    }

    private static void Print<T>(string name, T[] all, Action<T> act)
    {
        var fastest = all.Select(static _ => double.MaxValue).ToArray();
        var allocated = new long[all.Length];
        for (var round = 0; round < Rounds; round++)
        {
            for (var i = 0; i < all.Length; i++)
            {
                var before = GC.GetAllocatedBytesForCurrentThread();
                var start = Stopwatch.GetTimestamp();
                for (var n = 0; n < Publishes; n++) act(all[i]);
                fastest[i] = Math.Min(fastest[i], Stopwatch.GetElapsedTime(start).TotalNanoseconds / Publishes);
                allocated[i] = GC.GetAllocatedBytesForCurrentThread() - before;
            }
        }
        Console.WriteLine($"{name}: {string.Join(", ", fastest.Select(ns => $"{ns:0}"))}; bytes allocated each: {string.Join(", ", allocated.Select(bytes => $"{(double)bytes / Publishes:0.0}"))}");
    }
}
