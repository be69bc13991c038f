using Microsoft.CodeAnalysis;
using Sse.Generators.Models;

namespace Sse.Generators.Parsing;

/// <summary>The types that hold any JSON: what it is shows only when it is written.</summary>
internal static class OpenTypes
{
    public static JsonShape.Primitive? Find(ITypeSymbol type)
    {
        if (type is { SpecialType: SpecialType.System_Object } or { TypeKind: TypeKind.Dynamic }) return Open("WriteObject", "GetObject");
        return type.ContainingType is null ? (type.ContainingNamespace?.ToDisplayString(), type.MetadataName) switch
        {
            ("System.Text.Json", "JsonElement") => Open("WriteElement", "GetElement"),
            ("System.Text.Json", "JsonDocument") => Open("WriteDocument", "GetDocument"),
            ("System.Text.Json.Nodes", "JsonNode") => Open("WriteNode", "GetNode"),
            ("System.Text.Json.Nodes", "JsonObject" or "JsonArray" or "JsonValue") => Open("WriteNode", "Get" + type.MetadataName),
            _ => null,
        } : null;
    }

    private static JsonShape.Primitive Open(string write, string read) => new(new PrimitiveModel(write), read, IsOpen: true);
}
