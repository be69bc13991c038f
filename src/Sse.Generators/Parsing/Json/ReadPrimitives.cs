using Microsoft.CodeAnalysis;
using Sse.Generators.Models;

namespace Sse.Generators.Parsing;

/// <summary>The reader's methods that give one value.</summary>
internal static class ReadPrimitives
{
    public static string Method(ITypeSymbol type, PrimitiveModel writing) => writing.Method is "WriteBase64" ? "GetBytes" : Method(type);

    /// <summary>The method that gives a number.</summary>
    public static string Method(ITypeSymbol type) => "Get" + type.MetadataName;
}
