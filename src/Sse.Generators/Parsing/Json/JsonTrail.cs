using Microsoft.CodeAnalysis;

namespace Sse.Generators.Parsing;

/// <summary>
/// The way from an event's member to the value that is being parsed. What is wrong there is told at the event's own
/// member, with the members in between: <c>Lines.Payload</c>.
/// </summary>
internal sealed class JsonTrail(Findings findings, DeclarationPlaces places)
{
    private readonly List<ISymbol> _members = [];

    public void Enter(ISymbol member) => _members.Add(member);

    public void Leave() => _members.RemoveAt(_members.Count - 1);

    public void Tell(FindingKind kind, params string[] arguments) => findings.Tell(kind, Place, [Path, .. arguments]);

    public void Refuse(FindingKind kind, string reason) => findings.Refuse(kind, Place, Path, reason);

    /// <summary>For what the compiler tells already.</summary>
    public void Refuse(string reason) => findings.Refuse(reason);

    public void Refuse(JsonCollision collision) =>
        findings.Refuse(FindingKind.CollidingMembers, _members.Count is 0 ? places.Of(collision.Second.Symbol) : Place, collision.Describe());

    private string Path => string.Join(".", _members.Select(member => member.Name));

    private Location Place => _members.Count is 0 ? places.Type : places.Of(_members[0]);
}
