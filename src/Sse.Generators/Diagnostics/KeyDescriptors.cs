using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Sse.Generators.Parsing;

namespace Sse.Generators.Diagnostics;

/// <summary>The diagnostics of an event's key, and of reading it back.</summary>
internal static class KeyDescriptors
{
    private const string Category = "Sse";
    private const string Pages = "docs/diagnostics/";

    public static readonly DiagnosticDescriptor KeyMemberMissing = new(
        "SSE0109", "A member of the key is missing",
        "'{0}' has no such key: {1}",
        Category, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Pages + "SSE0109.md");

    public static readonly DiagnosticDescriptor UnsupportedKey = new(
        "SSE0110", "The member can't be part of a key",
        "'{0}' can't be part of a key: {1}",
        Category, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Pages + "SSE0110.md");

    public static readonly DiagnosticDescriptor NullableKey = new(
        "SSE0111", "A member of a key is never null",
        "'{0}' can be null, and no key says what that would mean: make it never null",
        Category, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Pages + "SSE0111.md");

    public static readonly DiagnosticDescriptor RemovesOtherKey = new(
        "SSE0112", "A removal has the key of what it removes",
        "'{0}' can't remove {1}: {2}",
        Category, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Pages + "SSE0112.md");

    public static readonly DiagnosticDescriptor UnreadableEvent = new(
        "SSE0113", "The event can be published but not read",
        "'{0}' can be published, but not read: {1}",
        Category, DiagnosticSeverity.Info, isEnabledByDefault: true, helpLinkUri: Pages + "SSE0113.md");

    public static readonly DiagnosticDescriptor KeyOnTypeAndMember = new(
        "SSE0114", "A key is the topic alone, or members",
        "'{0}' has [SseKey] itself, so that its key is the topic alone, and on '{1}' as well: keep one of them",
        Category, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Pages + "SSE0114.md");

    public static ImmutableArray<DiagnosticDescriptor> All { get; } =
    [
        KeyMemberMissing, UnsupportedKey, NullableKey, RemovesOtherKey, UnreadableEvent, KeyOnTypeAndMember,
    ];

    public static DiagnosticDescriptor? Find(FindingKind kind) => kind switch
    {
        FindingKind.KeyMemberMissing => KeyMemberMissing,
        FindingKind.UnsupportedKey => UnsupportedKey,
        FindingKind.NullableKey => NullableKey,
        FindingKind.RemovesOtherKey => RemovesOtherKey,
        FindingKind.KeyOnTypeAndMember => KeyOnTypeAndMember,
        FindingKind.UnreadableEvent => UnreadableEvent,
        _ => null,
    };
}
