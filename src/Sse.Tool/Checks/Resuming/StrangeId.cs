namespace Sse.Tool.Checks.Resuming;

/// <summary>An id that no server has given.</summary>
/// <param name="Name">What is odd about it.</param>
/// <param name="Value">The id.</param>
/// <param name="MayBeRefused">Whether HTTP itself, or a server's limits, may turn it away.</param>
internal sealed record StrangeId(string Name, string Value, bool MayBeRefused = false)
{
    public const string Injected = "sse-check-injected";

    public static IReadOnlyList<StrangeId> All { get; } =
    [
        new("an unknown id", "sse-check-unknown-id"),
        new("a number beyond all others", new string('9', 40)),
        new("a negative number", "-1"),
        new("a long id", new string('x', 4000), MayBeRefused: true),
        new("text that isn't ASCII", "é中🙂", MayBeRefused: true),
        new("control characters", "1\u0001\u001B[2J\u007F", MayBeRefused: true),
        new("encoded line breaks", $"1%0D%0Aevent:%20{Injected}%0D%0Adata:%20x%0D%0A%0D%0A"),
        new("encoded NUL", "1%00"),
        new("quotes and brackets", "'\"`;--)<script>${7*7}{{7*7}}"),
        new("a path", "../../../../etc/passwd"),
    ];
}
