using Microsoft.CodeAnalysis;

namespace Sse.Generators.Parsing;

/// <summary>Symbols that generated code may not name, because the compiler would turn the use into an error.</summary>
internal static class ObsoleteRules
{
    public static bool IsForbidden(ISymbol symbol) => symbol.GetAttributes().Any(attribute => attribute.AttributeClass switch
    {
        { Name: "ObsoleteAttribute", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } } =>
            attribute.ConstructorArguments is [_, { Value: true }]
            || attribute.NamedArguments.Any(argument => argument.Key is "DiagnosticId"),
        { Name: "ExperimentalAttribute", ContainingNamespace.Name: "CodeAnalysis" } => true,
        _ => false,
    });
}
