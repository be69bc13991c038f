using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Sse.Generators.Parsing;

namespace Sse.Generators.Diagnostics;

/// <summary>Reports events of one assembly that have one name, unless a hub that lists both is reported anyway.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SameNameAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [HubDescriptors.SameNameInAssembly];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.RegisterCompilationStartAction(static start =>
        {
            var events = new ConcurrentBag<NamedEvent>();
            var hubs = new ConcurrentBag<ImmutableArray<ITypeSymbol?>>();
            start.RegisterSymbolAction(symbol => Collect((INamedTypeSymbol)symbol.Symbol, events, hubs, symbol.CancellationToken), SymbolKind.NamedType);
            start.RegisterCompilationEndAction(end => Report(end, events, hubs));
        });
    }

    private static void Collect(INamedTypeSymbol type, ConcurrentBag<NamedEvent> events, ConcurrentBag<ImmutableArray<ITypeSymbol?>> hubs, CancellationToken cancellation)
    {
        foreach (var attribute in type.GetAttributes())
        {
            if (Attributes.Is(attribute.AttributeClass, EventDeclaration.AttributeName)) events.Add(new NamedEvent(type, EventDeclaration.NameOf(type, attribute)));
            if (Attributes.Is(attribute.AttributeClass, HubParser.AttributeName))
                hubs.Add([.. HubArguments.Of(attribute, cancellation).Select(argument => argument.Type)]);
        }
    }

    private static void Report(CompilationAnalysisContext context, ConcurrentBag<NamedEvent> events, ConcurrentBag<ImmutableArray<ITypeSymbol?>> hubs)
    {
        var taken = new NameTable([.. events.Select(item => item.Name)]);
        foreach (var same in events.GroupBy(item => item.Name, StringComparer.Ordinal))
        {
            var ordered = same.OrderBy(item => item.Location.SourceTree?.FilePath, StringComparer.Ordinal).ThenBy(item => item.Location.SourceSpan.Start).ToArray();
            foreach (var later in ordered.Skip(1))
            {
                if (hubs.Any(hub => Lists(hub, later) && ordered.Any(other => other != later && Lists(hub, other)))) continue;
                context.ReportDiagnostic(Diagnostic.Create(HubDescriptors.SameNameInAssembly, later.Location, later.FindHints(taken), later.Type.Name, later.Name, ordered[0].Type.ToDisplayString()));
            }
        }
    }

    private static bool Lists(ImmutableArray<ITypeSymbol?> hub, NamedEvent item) => hub.Contains(item.Type, SymbolEqualityComparer.Default);

    private sealed record NamedEvent(INamedTypeSymbol Type, string Name)
    {
        public Location Location => Type.Locations[0];

        public ImmutableDictionary<string, string?> FindHints(NameTable taken) => EventNames.FromTypeName(Type.Name) is var name && EventNames.FindFault(name) is null
            ? ImmutableDictionary<string, string?>.Empty.Add(FixHints.Replacement, taken.Unique(name, ""))
            : ImmutableDictionary<string, string?>.Empty;
    }
}
