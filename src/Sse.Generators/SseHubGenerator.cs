using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Sse.Generators.Emission;
using Sse.Generators.Models;
using Sse.Generators.Parsing;

namespace Sse.Generators;

/// <summary>Adds to every class with [SseHub] the part that publishes its events. It never reports; the analyzer does.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class SseHubGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var declarations = context.SyntaxProvider
            .ForAttributeWithMetadataName(HubParser.AttributeName, static (node, _) => node is TypeDeclarationSyntax, static (attributed, ct) => Parse(attributed, ct))
            .WithTrackingName(TrackingNames.HubDeclarations);
        SilentErrors.Register(context, declarations.Select(static (declared, _) => declared?.Errors ?? default), "Sse.Hubs.Errors.g.cs");

        var hubs = declarations
            .SelectMany(static (declared, _) => declared?.Model is { } model ? [model] : ImmutableArray<HubModel>.Empty)
            .WithTrackingName(TrackingNames.Hubs);

        var clashes = hubs.Select(static (model, _) => model.HintName).Collect()
            .Select(static (names, _) => GeneratedFileNames.FindCaseClashes(names))
            .WithTrackingName(TrackingNames.HubCaseClashes);

        context.RegisterSourceOutput(
            hubs.Combine(clashes).WithTrackingName(TrackingNames.HubFiles).Combine(SilentErrors.AreNeeded(context)),
            static (output, pair) => output.AddSource(
                GeneratedFileNames.Of(pair.Left.Left.HintName, "SseHub", pair.Left.Right), SilentErrors.Part(pair.Left.Left.HintName, EmittedPart.Of(pair.Left.Left), pair.Right)));
    }

    private static Declared<HubModel>? Parse(GeneratorAttributeSyntaxContext context, CancellationToken cancellation)
    {
        var type = (INamedTypeSymbol)context.TargetSymbol;
        var attribute = context.Attributes[0];
        if (!FirstApplication.IsAt(context)) return null;
        var parsed = HubParser.Parse(type, attribute, context.SemanticModel.Compilation, cancellation);
        return new Declared<HubModel>(parsed.Model, SilentError.Of(parsed.Findings));
    }
}
