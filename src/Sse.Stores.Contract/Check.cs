using System.Diagnostics.CodeAnalysis;

namespace Sse.Stores.Contract;

/// <summary>Says what a store must do, and how what it did differs.</summary>
internal static class Check
{
    private const int Around = 3;

    public static void That([DoesNotReturnIf(false)] bool holds, string promise) => Assert.True(holds, promise);

    public static void Equal<T>(T expected, T actual, string promise)
    {
        if (!EqualityComparer<T>.Default.Equals(expected, actual)) Assert.Fail($"{promise}\n  expected: {expected}\n  was:      {actual}");
    }

    /// <summary>Two sequences are the same; otherwise says where they part.</summary>
    public static void Same<T>(IEnumerable<T> expected, IEnumerable<T> actual, string promise)
    {
        var (wanted, got) = (expected.ToList(), actual.ToList());
        var at = 0;
        while (at < wanted.Count && at < got.Count && EqualityComparer<T>.Default.Equals(wanted[at], got[at])) at++;
        if (at == wanted.Count && at == got.Count) return;
        Assert.Fail($"""
            {promise}
              They part at {at} of {wanted.Count} that are expected and {got.Count} that were given.
              expected: {Show(wanted, at)}
              was:      {Show(got, at)}
            """);
    }

    /// <summary>Records are those that were appended, in order.</summary>
    public static void Same(IEnumerable<StoreRecord> appended, IEnumerable<StoredRecord> stored, string promise) =>
        Same(appended.Select(Records.Describe), stored.Select(Records.Describe), promise);

    public static void Ascending(IEnumerable<long> places, string promise)
    {
        var list = places.ToList();
        for (var i = 1; i < list.Count; i++)
            if (list[i] <= list[i - 1]) Assert.Fail($"{promise}\n  {list[i]} follows {list[i - 1]}, at {i} of {list.Count}.");
    }

    public static async Task ThrowsAsync<TException>(Func<Task> act, string promise)
        where TException : Exception
    {
        var thrown = await Record.ExceptionAsync(act);
        if (thrown is not TException) Assert.Fail($"{promise}\n  expected: {typeof(TException).Name}\n  was:      {thrown?.ToString() ?? "no exception"}");
    }

    private static string Show<T>(List<T> list, int at) => at >= list.Count
        ? "nothing more"
        : $"… {string.Join(" | ", list.Skip(Math.Max(0, at - Around)).Take((2 * Around) + 1))}";
}
