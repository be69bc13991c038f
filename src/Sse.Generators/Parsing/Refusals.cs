namespace Sse.Generators.Parsing;

/// <summary>Why a value can't be written, with the members that lead to it.</summary>
/// <param name="Kind">What was found; null where the compiler itself complains already.</param>
/// <param name="Path">The members on the way, from the event's own: <c>Lines.Payload</c>.</param>
/// <param name="Reason">The reason, as the end of a sentence.</param>
internal sealed record Refusal(FindingKind? Kind, string Path, string Reason);

/// <summary>Collects refusals while a member's type is walked.</summary>
internal sealed class Refusals
{
    private readonly Stack<string> _path = new();
    private readonly List<Refusal> _items = [];

    public void Enter(string member) => _path.Push(member);

    public void Leave() => _path.Pop();

    public void Add(FindingKind? kind, string reason) => _items.Add(new Refusal(kind, string.Join(".", _path.Reverse()), reason));

    /// <summary>What was collected since the last call.</summary>
    public Refusal[] Drain()
    {
        var drained = _items.ToArray();
        _items.Clear();
        return drained;
    }
}
