namespace Sse.Tests;

/// <summary>All orders in which the steps of several threads can follow each other.</summary>
internal static class Interleavings
{
    /// <summary>Each order as the numbers of the threads whose next step it is.</summary>
    /// <param name="steps">How many steps each thread has.</param>
    public static IEnumerable<int[]> Of(params int[] steps) => From([], [.. steps]);

    private static IEnumerable<int[]> From(int[] taken, int[] left)
    {
        if (left.Sum() == 0) yield return taken;
        for (var thread = 0; thread < left.Length; thread++)
        {
            if (left[thread] == 0) continue;
            int[] rest = [.. left];
            rest[thread]--;
            foreach (var order in From([.. taken, thread], rest)) yield return order;
        }
    }
}
