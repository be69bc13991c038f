using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Sse.Generators.Emission;
using Sse.Generators.Parsing;

namespace Sse.Generators.Diagnostics;

/// <summary>Reports what the parser finds in declarations with [SseEvent].</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SseEventAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => Descriptors.All;

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        // Contracts that another tool wrote into a file are completed too: unreported, what is wrong with them would show when they are published.
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.RegisterCompilationStartAction(static start =>
        {
            if (start.Compilation.GetTypeByMetadataName(EventDeclaration.AttributeName) is not { } attribute) return;
            var agreement = new Agreement();
            var names = new RepairedNames(start.Compilation, attribute);
            start.RegisterSymbolAction(symbol => Analyze(symbol, attribute, agreement, names), SymbolKind.NamedType);
            start.RegisterCompilationEndAction(agreement.Report);
        });
    }

    private static void Analyze(SymbolAnalysisContext context, INamedTypeSymbol attributeType, Agreement agreement, RepairedNames names)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        if (type.TypeKind is not (TypeKind.Class or TypeKind.Struct)) return;
        var attribute = type.GetAttributes().FirstOrDefault(data => SymbolEqualityComparer.Default.Equals(data.AttributeClass, attributeType));
        if (attribute is null) return;
        var parsed = EventParser.Parse(type, attribute, context.Compilation, tellsContract: true, context.CancellationToken);
        if (parsed.Model is { Refusal: null } model && Reported.Compare(type, EmittedPart.Of(model), FindingKind.UnsupportedDeclaration, agreement) is { } failure) context.ReportDiagnostic(failure);
        foreach (var finding in parsed.Findings)
            context.ReportDiagnostic(Reported.Create(finding.Kind is FindingKind.InvalidName ? finding with { Hints = finding.Hints.Add(FixHints.Replacement, names.Of(type)) } : finding));
    }
}
