using Microsoft.CodeAnalysis;
using Sse.Generators.Models;

namespace Sse.Generators.Parsing;

/// <summary>The types that one method of the reader gives.</summary>
internal static class ReadPrimitives
{
    public static ReadPrimitiveModel Find(ITypeSymbol type, PrimitiveModel writing) =>
        new(writing.Method is "WriteBase64" ? "GetBytes" : Method(type));

    /// <summary>The method that gives a number.</summary>
    public static string Method(ITypeSymbol type) => "Get" + type.MetadataName;
}
