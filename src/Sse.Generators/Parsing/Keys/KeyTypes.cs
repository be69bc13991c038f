using Microsoft.CodeAnalysis;
using Sse.Generators.Models;

namespace Sse.Generators.Parsing;

/// <summary>
/// The types that can be part of a key: those whose values are equal exactly when their JSON is. A decimal (1.5 and
/// 1.50) or a DateTimeOffset (one instant in two zones) is not among them.
/// </summary>
internal static class KeyTypes
{
    public static ValueModel? Find(ITypeSymbol type) => type switch
    {
        INamedTypeSymbol { TypeKind: TypeKind.Enum } named => EnumParser.AsNumber(named),
        _ when IsExact(type) => PrimitiveTypes.Find(type),
        _ => null,
    };

    private static bool IsExact(ITypeSymbol type) => type.SpecialType switch
    {
        SpecialType.System_String or SpecialType.System_Char or SpecialType.System_Boolean
            or SpecialType.System_SByte or SpecialType.System_Byte or SpecialType.System_Int16 or SpecialType.System_UInt16
            or SpecialType.System_Int32 or SpecialType.System_UInt32 or SpecialType.System_Int64 or SpecialType.System_UInt64 => true,
        SpecialType.None => type.MetadataName is "Int128" or "UInt128" or "Guid" or "DateOnly" or "TimeOnly" or "TimeSpan",
        _ => false,
    };
}
