using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Sse.Generators.Parsing;

namespace Sse.Generators.Diagnostics;

/// <summary>The diagnostics of declarations with [SseHub].</summary>
internal static class HubDescriptors
{
    private const string Category = "Sse";
    private const string Pages = "docs/diagnostics/";

    public static readonly DiagnosticDescriptor HubNotPartial = new(
        "SSE0101", "A hub is partial, and so is what contains it",
        "'{0}' gets no generated part: declare {1} as partial",
        Category, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Pages + "SSE0101.md");

    public static readonly DiagnosticDescriptor UnsupportedHub = new(
        "SSE0102", "This class can't be a hub",
        "'{0}' can't be a hub: {1}",
        Category, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Pages + "SSE0102.md");

    public static readonly DiagnosticDescriptor HubConstructor = new(
        "SSE0103", "A hub has no constructor of its own",
        "'{0}' is created by the server, over its log: its constructor is generated; put what it needs into a class that takes the hub",
        Category, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Pages + "SSE0103.md");

    public static readonly DiagnosticDescriptor EventListedTwice = new(
        "SSE0104", "The hub lists an event twice",
        "'{0}' is listed already: remove one mention",
        Category, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Pages + "SSE0104.md");

    public static readonly DiagnosticDescriptor NotAnEvent = new(
        "SSE0105", "The hub lists what is no event",
        "'{0}' is no event: {1}",
        Category, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Pages + "SSE0105.md");

    public static readonly DiagnosticDescriptor SameNameInHub = new(
        "SSE0106", "Two events of the hub have one name",
        "'{0}' is named '{1}' like {2}: who reads the hub could not tell them apart; give one another name",
        Category, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Pages + "SSE0106.md");

    public static readonly DiagnosticDescriptor SameNameInAssembly = new(
        "SSE0107", "Two events of the assembly have one name",
        "'{0}' is named '{1}' like {2}: no hub can have both; give one another name",
        Category, DiagnosticSeverity.Warning, isEnabledByDefault: true, helpLinkUri: Pages + "SSE0107.md",
        customTags: WellKnownDiagnosticTags.CompilationEnd);

    public static readonly DiagnosticDescriptor EmptyHub = new(
        "SSE0108", "The hub lists no events",
        "'{0}' lists no events, so nothing can be published: list them, as in [SseHub(typeof(...))]",
        Category, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Pages + "SSE0108.md");

    public static readonly DiagnosticDescriptor HubMemberCollision = new(
        "SSE0115", "A member of the hub has a generated name",
        "'{0}.{1}' leaves no room for the generated member of that name: give it another",
        Category, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Pages + "SSE0115.md");

    public static readonly DiagnosticDescriptor HiddenEvent = new(
        "SSE0116", "The event is less visible than the hub",
        "'{0}' is less visible than {1}, whose members name it: make the event more visible, or the hub less",
        Category, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Pages + "SSE0116.md");

    public static readonly DiagnosticDescriptor EndpointReturnsGenerated = new(
        "SSE0117", "The endpoint's return type is declared by generated code",
        "ASP.NET Core's generator doesn't see what generated code declares, so it can't find out what this endpoint returns: say it, '{0}'",
        Category, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Pages + "SSE0117.md");

    public static readonly DiagnosticDescriptor AnyoneNamesTopics = new(
        "SSE0118", "Whoever may call the endpoint can read any topic",
        "Whoever may call this endpoint can read any topic of {0} by naming it: call RequireTopicAuthorization, set AuthorizeTopic, or set TopicsArePublic if they are for everyone",
        Category, DiagnosticSeverity.Warning, isEnabledByDefault: true, helpLinkUri: Pages + "SSE0118.md");

    public static ImmutableArray<DiagnosticDescriptor> All { get; } =
    [
        HubNotPartial, UnsupportedHub, HubConstructor, EventListedTwice, NotAnEvent, SameNameInHub, SameNameInAssembly, EmptyHub,
        HubMemberCollision, HiddenEvent,
    ];

    public static DiagnosticDescriptor For(FindingKind kind) => kind switch
    {
        FindingKind.HubNotPartial => HubNotPartial,
        FindingKind.UnsupportedHub => UnsupportedHub,
        FindingKind.HubConstructor => HubConstructor,
        FindingKind.EventListedTwice => EventListedTwice,
        FindingKind.NotAnEvent => NotAnEvent,
        FindingKind.SameNameInHub => SameNameInHub,
        FindingKind.EmptyHub => EmptyHub,
        FindingKind.HubMemberCollision => HubMemberCollision,
        FindingKind.HiddenEvent => HiddenEvent,
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}
