using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Sse.Generators.Emission;
using Sse.Generators.Models;
using Sse.Generators.Parsing;

namespace Sse.Generators;

/// <summary>Adds to every type with [SseEvent] the part that writes it. It never reports; the analyzer does.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class SseEventGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var declarations = context.SyntaxProvider
            .ForAttributeWithMetadataName(EventDeclaration.AttributeName, static (node, _) => node is TypeDeclarationSyntax, static (attributed, ct) => Parse(attributed, ct))
            .WithTrackingName(TrackingNames.Declarations);
        SilentErrors.Register(context, declarations.Select(static (declared, _) => declared?.Errors ?? default), "Sse.Events.Errors.g.cs");

        var events = declarations
            .SelectMany(static (declared, _) => declared?.Model is { } model ? [model] : ImmutableArray<EventModel>.Empty)
            .WithTrackingName(TrackingNames.Events);

        var clashes = events.Select(static (model, _) => model.HintName).Collect()
            .Select(static (names, _) => GeneratedFileNames.FindCaseClashes(names))
            .WithTrackingName(TrackingNames.CaseClashes);

        context.RegisterSourceOutput(
            events.Combine(clashes).WithTrackingName(TrackingNames.Files).Combine(SilentErrors.AreNeeded(context)),
            static (output, pair) => output.AddSource(GeneratedFileNames.Of(pair.Left.Left.HintName, "SseEvent", pair.Left.Right), SilentErrors.Part(pair.Left.Left.HintName, EmittedPart.Of(pair.Left.Left), pair.Right)));
    }

    private static Declared<EventModel>? Parse(GeneratorAttributeSyntaxContext context, CancellationToken cancellation)
    {
        var type = (INamedTypeSymbol)context.TargetSymbol;
        var attribute = context.Attributes[0];
        if (!FirstApplication.IsAt(context)) return null;
        var parsed = EventParser.Parse(type, attribute, context.SemanticModel.Compilation, tellsContract: true, cancellation);
        return new Declared<EventModel>(parsed.Model, type.TypeKind is TypeKind.Interface ? default : SilentError.Of(parsed.Findings));
    }
}
