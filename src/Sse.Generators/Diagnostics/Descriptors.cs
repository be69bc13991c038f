using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Sse.Generators.Parsing;

namespace Sse.Generators.Diagnostics;

/// <summary>Every diagnostic of this assembly. An id is never used for anything else, nor counted.</summary>
internal static class Descriptors
{
    private const string Category = "Sse";
    private const string Pages = "docs/diagnostics/";

    public static readonly DiagnosticDescriptor NotPartial = new(
        "SSE0001", "An event is partial, and so is what contains it",
        "'{0}' gets no generated part: declare {1} as partial",
        Category, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Pages + "SSE0001.md");

    public static readonly DiagnosticDescriptor UnsupportedDeclaration = new(
        "SSE0002", "This type can't be an event",
        "'{0}' can't be an event: {1}",
        Category, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Pages + "SSE0002.md");

    public static readonly DiagnosticDescriptor InvalidName = new(
        "SSE0003", "The event's name is not valid",
        "The event's name is not valid: {0}",
        Category, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Pages + "SSE0003.md");

    public static readonly DiagnosticDescriptor ErrorOrOpenName = new(
        "SSE0004", "The event's name is one of EventSource's own events",
        "A browser can't tell an event named '{0}' from EventSource's own '{0}' event: give it another name",
        Category, DiagnosticSeverity.Warning, isEnabledByDefault: true, helpLinkUri: Pages + "SSE0004.md");

    public static readonly DiagnosticDescriptor MessageName = new(
        "SSE0005", "An event named 'message' reaches onmessage",
        "'{0}' is named 'message': it has no event line, and reaches EventSource's onmessage",
        Category, DiagnosticSeverity.Info, isEnabledByDefault: true, helpLinkUri: Pages + "SSE0005.md");

    public static readonly DiagnosticDescriptor UnsupportedMember = new(
        "SSE0006", "The member can't be written as JSON",
        "'{0}' can't be written as JSON: {1}",
        Category, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Pages + "SSE0006.md");

    public static readonly DiagnosticDescriptor AbstractType = new(
        "SSE0007", "An event is not abstract",
        "'{0}' is abstract, and an event is published as exactly the type that is declared: put [SseEvent] on the types that derive from it",
        Category, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Pages + "SSE0007.md");

    public static readonly DiagnosticDescriptor ValueTupleMember = new(
        "SSE0008", "A value tuple is written as {}",
        "'{0}' is a value tuple: it has fields only, and System.Text.Json writes it as {{}}; use a record",
        Category, DiagnosticSeverity.Warning, isEnabledByDefault: true, helpLinkUri: Pages + "SSE0008.md");

    public static readonly DiagnosticDescriptor CollidingMembers = new(
        "SSE0009", "Two members have one name in JSON",
        "{0}",
        Category, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Pages + "SSE0009.md");

    public static readonly DiagnosticDescriptor UnsupportedEventType = new(
        "SSE0011", "The event is not written member by member",
        "'{0}' can't be written member by member: {1}",
        Category, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Pages + "SSE0011.md");

    public static readonly DiagnosticDescriptor OpaqueMember = new(
        "SSE0012", "The member's type shows nothing to JSON",
        "'{0}' is written as {{}}: {1} has no public property; put a converter on the member or the type with [JsonConverter(typeof(...))], or name a JsonSerializerContext with [SseJson(Context = typeof(...))]",
        Category, DiagnosticSeverity.Warning, isEnabledByDefault: true, helpLinkUri: Pages + "SSE0012.md");

    public static readonly DiagnosticDescriptor OtherGenerator = new(
        "SSE0013", "Another source generator adds what this one doesn't see",
        "'{0}' {1}: write that by hand, move it to a project that this one references, or put a converter that you wrote on the member",
        Category, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Pages + "SSE0013.md", customTags: WellKnownDiagnosticTags.CompilationEnd);

    public static ImmutableArray<DiagnosticDescriptor> All { get; } =
    [
        NotPartial, UnsupportedDeclaration, InvalidName, ErrorOrOpenName, MessageName, UnsupportedMember,
        AbstractType, ValueTupleMember, CollidingMembers, UnsupportedEventType, OpaqueMember, OtherGenerator,
        .. KeyDescriptors.All,
    ];

    public static DiagnosticDescriptor For(FindingKind kind) => kind switch
    {
        FindingKind.NotPartial => NotPartial,
        FindingKind.UnsupportedDeclaration => UnsupportedDeclaration,
        FindingKind.InvalidName => InvalidName,
        FindingKind.ErrorOrOpenName => ErrorOrOpenName,
        FindingKind.MessageName => MessageName,
        FindingKind.UnsupportedMember => UnsupportedMember,
        FindingKind.AbstractType => AbstractType,
        FindingKind.ValueTupleMember => ValueTupleMember,
        FindingKind.OpaqueMember => OpaqueMember,
        FindingKind.CollidingMembers => CollidingMembers,
        FindingKind.UnsupportedEventType => UnsupportedEventType,
        _ => KeyDescriptors.Find(kind) ?? HubDescriptors.For(kind),
    };
}
