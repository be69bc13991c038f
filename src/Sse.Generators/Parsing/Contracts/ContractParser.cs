using System.Globalization;
using Microsoft.CodeAnalysis;
using Sse.Generators.Models;

namespace Sse.Generators.Parsing;

/// <summary>The contract of an event or a hub, as docs/guide/contracts.md describes it.</summary>
internal static class ContractParser
{
    private const string Version = "1";

    /// <summary>Of one form of an event, which was found to be whole.</summary>
    public static string OfEvent(INamedTypeSymbol type, string eventName, ObjectModel content, KeyModel? key, ValueParser values, JsonScope scope, CancellationToken cancellation)
    {
        var comments = new DocComments(scope.Compilation, cancellation);
        return JsonText.Object(
            ("event", JsonText.Quote(eventName)),
            ("type", JsonText.Quote(FunctionTable.ShortName(type))),
            ("description", JsonText.QuoteOrNull(comments.Find(type))),
            ("deprecated", JsonText.TrueOrNull(ObsoleteRules.IsObsolete(type))),
            ("key", key is null ? null : JsonText.Array(key.Parts.Select(part => JsonText.Quote(JsonName(part.Name, values.Written.MembersOf(type), scope.Settings))))),
            ("removes", key is { IsRemoval: true } ? JsonText.Quote(key.EventName) : null),
            ("schema", new SchemaParser(values, comments).Parse(type, content)));
    }

    /// <summary>Of a hub, without its events.</summary>
    public static string OfHub(INamedTypeSymbol type, HubTopics topics, Compilation compilation, CancellationToken cancellation) => JsonText.Object(
        ("sse", Version),
        ("hub", JsonText.Quote(type.Name)),
        ("namespace", JsonText.QuoteOrNull(Home(type))),
        ("description", JsonText.QuoteOrNull(new DocComments(compilation, cancellation).Find(type))),
        ("deprecated", JsonText.TrueOrNull(ObsoleteRules.IsObsolete(type))),
        ("topics", JsonText.Quote(topics.ToString().ToLower(CultureInfo.InvariantCulture))));

    // A member of a key need not be one of the JSON.
    private static string JsonName(string name, IEnumerable<JsonMember> written, JsonSettings settings) =>
        written.FirstOrDefault(member => string.Equals(member.Symbol.Name, name, StringComparison.Ordinal))?.JsonName ?? JsonNames.Convert(name, settings.Naming);

    private static string? Home(INamedTypeSymbol type) => type.ContainingSymbol is INamespaceSymbol { IsGlobalNamespace: true } ? null : Identifiers.Plain(type.ContainingSymbol);
}
