using System.Collections.Immutable;
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

    public void Tell(FindingKind kind, params string[] arguments) => findings.Tell(new Finding(kind, Place, [Path, .. arguments]) { Culprit = Culprit });

    public void Refuse(FindingKind kind, string reason, ImmutableDictionary<string, string?>? hints = null) =>
        findings.Refuse(new Finding(kind, Place, [Path, reason]) { Culprit = Culprit, Hints = hints ?? ImmutableDictionary<string, string?>.Empty }, $"{Path}: {reason}");

    /// <summary>For a member that no attribute can make right.</summary>
    public void RefuseForGood(FindingKind kind, string reason) => findings.Refuse(kind, Place, Path, reason);

    /// <summary>For what the compiler tells already.</summary>
    public void Refuse(string reason) => findings.Refuse(reason);

    public void Refuse(JsonCollision collision) =>
        findings.Refuse(new Finding(FindingKind.CollidingMembers, _members.Count is 0 ? places.Of(collision.Second.Symbol) : Place, [collision.Describe()]) { Culprit = places.Find(collision.Second.Symbol) }, collision.Describe());

    private string Path => string.Join(".", _members.Select(member => member.Name));

    // The last of the members is the one to be changed, wherever it is declared.
    private Location? Culprit => _members.Count is 0 ? null : places.Find(_members[_members.Count - 1]);

    private Location Place => _members.Count is 0 ? places.Type : places.Of(_members[0]);
}
