using Microsoft.CodeAnalysis;
using Sse.Generators.Models;

namespace Sse.Generators.Parsing;

/// <summary>The types that one method of the frame writer takes.</summary>
internal static class PrimitiveTypes
{
    public static PrimitiveModel? Find(ITypeSymbol type)
    {
        if (type is IArrayTypeSymbol { IsSZArray: true, ElementType.SpecialType: SpecialType.System_Byte })
            return new PrimitiveModel("WriteBase64");
        if (IsByteMemory(type)) return new PrimitiveModel("WriteBase64", ".Span");
        return MethodFor(type) is { } method ? new PrimitiveModel(method) : null;
    }

    /// <summary>Whether <c>!=</c> is the type's own notion of equality.</summary>
    public static bool HasEqualityOperator(ITypeSymbol type) =>
        type.TypeKind is TypeKind.Enum || MethodFor(type) is not null;

    private static string? MethodFor(ITypeSymbol type) => type.SpecialType switch
    {
        SpecialType.System_Boolean => "WriteBoolean",
        SpecialType.System_SByte or SpecialType.System_Byte or SpecialType.System_Int16 or SpecialType.System_UInt16
            or SpecialType.System_Int32 or SpecialType.System_UInt32 or SpecialType.System_Int64 or SpecialType.System_UInt64
            or SpecialType.System_Single or SpecialType.System_Double or SpecialType.System_Decimal => "WriteNumber",
        SpecialType.System_String or SpecialType.System_Char or SpecialType.System_DateTime => "WriteString",
        _ when !IsInSystem(type) => null,
        _ => type.MetadataName switch
        {
            "Int128" or "UInt128" or "Half" => "WriteNumber",
            "Guid" or "DateTimeOffset" or "DateOnly" or "TimeOnly" or "TimeSpan" or "Uri" or "Version" => "WriteString",
            _ => null,
        },
    };

    private static bool IsByteMemory(ITypeSymbol type) =>
        type is INamedTypeSymbol { MetadataName: "Memory`1" or "ReadOnlyMemory`1", TypeArguments: [{ SpecialType: SpecialType.System_Byte }] } && IsInSystem(type);

    private static bool IsInSystem(ITypeSymbol type) =>
        type is { ContainingType: null, ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } };
}
