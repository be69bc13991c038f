using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Sse.Generators.Diagnostics;

/// <summary>
/// Reports endpoints whose return type ASP.NET Core's own generator can't find out, because it doesn't see what another
/// generator declares: what it generates for them doesn't compile. It works with trimming and native binaries only.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class EndpointAnalyzer : DiagnosticAnalyzer
{
    private const string OtherGeneratorsFile = "GeneratedRouteBuilderExtensions.g.cs";

    // The files of a generator lie in a folder of its name.
    private static readonly string[] Generators = [typeof(SseEventGenerator).FullName, typeof(SseHubGenerator).FullName];

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [HubDescriptors.EndpointReturnsGenerated];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(static start =>
        {
            if (!start.Compilation.SyntaxTrees.Any(tree => tree.FilePath.EndsWith(OtherGeneratorsFile, StringComparison.Ordinal))) return;
            var seen = new Lazy<Compilation>(() => WithoutGenerated(start.Compilation));
            start.RegisterOperationAction(operation => Check(operation, seen), OperationKind.Invocation);
        });
    }

    private static void Check(OperationAnalysisContext context, Lazy<Compilation> seen)
    {
        var call = (IInvocationOperation)context.Operation;
        if (call.TargetMethod is not { ContainingType.Name: "EndpointRouteBuilderExtensions" } method || !method.Name.StartsWith("Map", StringComparison.Ordinal)) return;
        foreach (var argument in call.Arguments)
        {
            if (argument.Value.Syntax is not ParenthesizedLambdaExpressionSyntax { ReturnType: null } lambda) continue;
            if (context.Operation.SemanticModel?.GetSymbolInfo(lambda, context.CancellationToken).Symbol is not IMethodSymbol handler) continue;
            var full = handler.ReturnType.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);
            if (handler.ReturnType is IErrorTypeSymbol || full == SeenReturnType(lambda, seen.Value, context.CancellationToken)) continue;
            var type = handler.ReturnType.ToMinimalDisplayString(context.Operation.SemanticModel, lambda.SpanStart);
            context.ReportDiagnostic(Diagnostic.Create(
                HubDescriptors.EndpointReturnsGenerated,
                lambda.ParameterList.GetLocation(),
                ImmutableDictionary<string, string?>.Empty.Add("type", full),
                $"{(lambda.AsyncKeyword == default ? "" : "async ")}{type} {lambda.ParameterList}"));
        }
    }

    [SuppressMessage("MicrosoftCodeAnalysisCorrectness", "RS1030:Do not invoke Compilation.GetSemanticModel() method within a diagnostic analyzer", Justification = "It is another compilation: the one that the other generator sees.")]
    private static string? SeenReturnType(ParenthesizedLambdaExpressionSyntax lambda, Compilation seen, CancellationToken cancellation) =>
        (seen.GetSemanticModel(lambda.SyntaxTree).GetSymbolInfo(lambda, cancellation).Symbol as IMethodSymbol)?.ReturnType.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);

    private static Compilation WithoutGenerated(Compilation compilation) =>
        compilation.RemoveSyntaxTrees(compilation.SyntaxTrees.Where(tree => Generators.Any(generator => tree.FilePath.Contains(generator))));
}
