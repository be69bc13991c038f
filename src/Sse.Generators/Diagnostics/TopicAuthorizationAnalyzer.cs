using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Sse.Generators.Diagnostics;

/// <summary>
/// Reports calls of MapSse whose topics anyone can name. It only speaks where everything that could authorize them stands in
/// one statement: a literal route, options in a lambda that hands them to nobody, conventions of ASP.NET Core.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class TopicAuthorizationAnalyzer : DiagnosticAnalyzer
{
    private static readonly string[] Answers = ["Topics", "AuthorizeTopic", "OnConnecting", "TopicsArePublic"];

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [HubDescriptors.AnyoneNamesTopics];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterOperationAction(Check, OperationKind.Invocation);
    }

    private static void Check(OperationAnalysisContext context)
    {
        var call = (IInvocationOperation)context.Operation;
        if (call.TargetMethod is not { Name: "MapSse", ContainingType.Name: "SseEndpointRouteBuilderExtensions", TypeArguments: [var hub] }) return;
        if (Argument(call, "endpoints") is not { Type.Name: "WebApplication" } || Argument(call, "pattern") is not { ConstantValue: { HasValue: true, Value: string pattern } } route) return;
        if (!Options.TryRead(Argument(call, "configure"), out var options) || options.IsAnswer) return;
        if ((options.AreFromQuery || Routes.NameTopic(pattern)) && EndsInStatement(call))
            context.ReportDiagnostic(Diagnostic.Create(HubDescriptors.AnyoneNamesTopics, route.Syntax.GetLocation(), hub.Name));
    }

    private static IOperation? Argument(IInvocationOperation call, string name)
    {
        var value = call.Arguments.FirstOrDefault(argument => argument.Parameter?.Name == name)?.Value;
        while (value is IConversionOperation { IsImplicit: true } conversion) value = conversion.Operand;
        return value;
    }

    // Whether nothing but known conventions follows, none of which authorizes topics.
    private static bool EndsInStatement(IInvocationOperation call)
    {
        for (IOperation current = call; ; current = current.Parent)
        {
            switch (current.Parent)
            {
                case IExpressionStatementOperation or IAnonymousFunctionOperation:
                    return true;
                case IConversionOperation { IsImplicit: true } or IArgumentOperation { Parameter.Ordinal: 0 }:
                    break;
                case IInvocationOperation next when IsConvention(next.TargetMethod) && !ReferenceEquals(next, current):
                    break;
                default:
                    return false;
            }
        }
    }

    private static bool IsConvention(IMethodSymbol method) =>
        method.Name != "RequireTopicAuthorization" && method.ContainingNamespace.ToDisplayString().StartsWith("Microsoft.AspNetCore.", StringComparison.Ordinal);

    /// <summary>What a lambda says of the options.</summary>
    private readonly struct Options
    {
        public bool IsAnswer { get; private init; }

        public bool AreFromQuery { get; private init; }

        /// <summary>Reads it; false when others may say more.</summary>
        public static bool TryRead(IOperation? configure, out Options options)
        {
            options = default;
            if (configure is null or IDefaultValueOperation or ILiteralOperation { ConstantValue: { HasValue: true, Value: null } }) return true;
            if (configure is not IDelegateCreationOperation { Target: IAnonymousFunctionOperation { Symbol.Parameters: [var parameter] } lambda }) return false;
            var names = new List<string>();
            foreach (var operation in lambda.Body.Descendants())
            {
                if (operation is not IParameterReferenceOperation reference || !SymbolEqualityComparer.Default.Equals(reference.Parameter, parameter)) continue;
                if (MemberOf(reference) is not { } member) return false;
                names.Add(member);
            }
            options = new Options { IsAnswer = names.Intersect(Answers).Any(), AreFromQuery = names.Contains("TopicsFromQuery") };
            return true;
        }

        private static string? MemberOf(IParameterReferenceOperation reference)
        {
            IOperation current = reference;
            while (current.Parent is IConversionOperation { IsImplicit: true }) current = current.Parent;
            return current.Parent switch
            {
                IPropertyReferenceOperation property when ReferenceEquals(property.Instance, current) => property.Property.Name,
                IInvocationOperation method when ReferenceEquals(method.Instance, current) => method.TargetMethod.Name,
                _ => null,
            };
        }
    }

    /// <summary>What a route's text says.</summary>
    private static class Routes
    {
        /// <summary>Whether it has a parameter called topic.</summary>
        public static bool NameTopic(string pattern) => pattern.Split('{').Skip(1)
            .Select(static part => part.TrimStart('*').Split('}', '?', ':', '=')[0].TrimEnd())
            .Contains("topic", StringComparer.OrdinalIgnoreCase);
    }
}
