using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Sse.Generators.Parsing;

/// <summary>Something to tell the author of a declaration. The analyzer turns it into a diagnostic.</summary>
/// <param name="Kind">What was found.</param>
/// <param name="Location">Where.</param>
/// <param name="Arguments">What the message needs.</param>
/// <param name="Replacement">What a code fix would put in its place, or null.</param>
internal sealed record Finding(FindingKind Kind, Location Location, ImmutableArray<string> Arguments, string? Replacement = null);

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
