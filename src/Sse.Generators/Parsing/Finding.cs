using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Sse.Generators.Parsing;

/// <summary>Something to tell the author of a declaration. The analyzer turns it into a diagnostic.</summary>
/// <param name="Kind">What was found.</param>
/// <param name="Location">Where.</param>
/// <param name="Arguments">What the message needs.</param>
internal sealed record Finding(FindingKind Kind, Location Location, ImmutableArray<string> Arguments)
{
    /// <summary>The member that is at fault, which may lie far from the declaration that is told; or null.</summary>
    public Location? Culprit { get; init; }

    /// <summary>What a code fix needs to know, by the names of <see cref="FixHints"/>.</summary>
    public ImmutableDictionary<string, string?> Hints { get; init; } = ImmutableDictionary<string, string?>.Empty;
}

/// <summary>What can be found in a declaration.</summary>
internal enum FindingKind
{
    NotPartial,
    UnsupportedDeclaration,
    InvalidName,
    ErrorOrOpenName,
    MessageName,
    UnsupportedMember,
    AbstractType,
    ValueTupleMember,
    OpaqueMember,
    CollidingMembers,
    UnsupportedEventType,

    HubNotPartial,
    UnsupportedHub,
    HubConstructor,
    EventListedTwice,
    NotAnEvent,
    SameNameInHub,
    EmptyHub,
    HubMemberCollision,
    HiddenEvent,
    KeyMemberMissing,
    UnsupportedKey,
    NullableKey,
    RemovesOtherKey,
    KeyOnTypeAndMember,
    UnreadableEvent,
}
