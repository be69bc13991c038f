using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Sse.Generators.Emission;
using Sse.Generators.Parsing;

namespace Sse.Generators.Diagnostics;

/// <summary>Reports what the parser finds in declarations with [SseHub].</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SseHubAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
    [
        .. HubDescriptors.All.Remove(HubDescriptors.SameNameInAssembly),
        Descriptors.UnsupportedMember, Descriptors.ValueTupleMember, Descriptors.OpaqueMember, Descriptors.CollidingMembers, KeyDescriptors.UnreadableEvent,
        Descriptors.OtherGenerator,
    ];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.RegisterCompilationStartAction(static start =>
        {
            if (start.Compilation.GetTypeByMetadataName(HubParser.AttributeName) is not { } attribute) return;
            var agreement = new Agreement();
            start.RegisterSymbolAction(symbol => Analyze(symbol, attribute, agreement), SymbolKind.NamedType);
            start.RegisterCompilationEndAction(agreement.Report);
        });
    }

    private static void Analyze(SymbolAnalysisContext context, INamedTypeSymbol attributeType, Agreement agreement)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        if (type.TypeKind is not TypeKind.Class) return;
        var attribute = type.GetAttributes().FirstOrDefault(data => SymbolEqualityComparer.Default.Equals(data.AttributeClass, attributeType));
        if (attribute is null) return;
        var parsed = HubParser.Parse(type, attribute, context.Compilation, context.CancellationToken);
        if (parsed.Model is { Refusal: null } model && Reported.Compare(type, EmittedPart.Of(model), FindingKind.UnsupportedHub, agreement) is { } failure) context.ReportDiagnostic(failure);
        foreach (var finding in parsed.Findings) context.ReportDiagnostic(Reported.Create(finding));
    }
}
