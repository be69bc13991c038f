namespace Sse.Tests.Differential;

/// <summary>Tells two long texts apart in few words.</summary>
internal static class Difference
{
    private const int Around = 60;

    /// <summary>Requires that both are equal.</summary>
    /// <param name="actual">What generated code makes; null for a refusal.</param>
    /// <param name="expected">What System.Text.Json makes; null for a refusal.</param>
    /// <param name="of">What was compared.</param>
    public static void MustNotBe(string? actual, string? expected, Func<string> of)
    {
        if (actual == expected) return;
        if (actual is null || expected is null) throw new ShouldAssertException($"{of()}\nours: {actual ?? "refused"}\nSystem.Text.Json: {expected ?? "refused"}");
        var at = 0;
        while (at < actual.Length && at < expected.Length && actual[at] == expected[at]) at++;
        throw new ShouldAssertException($"{of()}\nat {at}, ours: {Window(actual, at)}\nSystem.Text.Json: {Window(expected, at)}");
    }

    private static string Window(string text, int at) => text[Math.Max(0, at - Around)..Math.Min(text.Length, at + Around)];
}
