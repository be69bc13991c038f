namespace Sse.Tool.Tail;

/// <summary>Which events are printed.</summary>
/// <param name="Types">Of these types; of all where there are none.</param>
/// <param name="Count">How many; 0 for no end.</param>
internal sealed record TailFilter(IReadOnlyList<string> Types, int Count)
{
    public bool Takes(string type) => Types.Count == 0 || Types.Contains(type, StringComparer.Ordinal);
}
