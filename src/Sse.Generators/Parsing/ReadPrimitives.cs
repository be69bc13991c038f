using Microsoft.CodeAnalysis;
using Sse.Generators.Models;

namespace Sse.Generators.Parsing;

/// <summary>The types that one method of the reader gives.</summary>
internal static class ReadPrimitives
{
    public static ReadPrimitiveModel? Find(ITypeSymbol type)
    {
        if (PrimitiveTypes.Find(type) is not { } written) return null;
        if (written.Method is "WriteBase64") return new ReadPrimitiveModel("GetBytes", IsNullable: type.IsReferenceType);
        return new ReadPrimitiveModel("Get" + type.MetadataName, type.IsReferenceType);
    }
}
