using Microsoft.CodeAnalysis;

namespace Sse.Generators.Parsing;

/// <summary>[JsonSourceGenerationOptions] on a context. Its contracts are used by an event's own options, so what it says otherwise would be lost.</summary>
internal static class ContextOptions
{
    private const int Strict = 2;
    private const int SerializationOnly = 2;

    // What becomes of white space and buffers is not seen in an event.
    private static readonly string[] Unseen = ["WriteIndented", "IndentCharacter", "IndentSize", "NewLine", "DefaultBufferSize"];

    /// <summary>What the context says that an event written by it would not follow, or null.</summary>
    public static string? FindFault(INamedTypeSymbol context, JsonSettings settings)
    {
        if (JsonAttributes.Find(context, "JsonSourceGenerationOptionsAttribute") is not { } attribute) return null;
        if (Attributes.Argument<int>(attribute) is Strict) return Refuse("JsonSerializerDefaults.Strict");
        foreach (var option in attribute.NamedArguments)
            if (!IsFollowed(option.Key, option.Value, settings)) return Refuse(option.Key);
        return null;

        string Refuse(string option) => $"{context.Name} says {option} in [JsonSourceGenerationOptions], which doesn't reach events: say it in [SseJson] or on the types themselves, and leave it out there";
    }

    /// <summary>Whether the context was told to give no contracts.</summary>
    public static bool IsSerializationOnly(INamedTypeSymbol context, AttributeData listed) =>
        (Attributes.Property<int?>(listed, "GenerationMode") is { } own and not 0
            ? own
            : JsonAttributes.Find(context, "JsonSourceGenerationOptionsAttribute") is { } attribute ? Attributes.Property<int>(attribute, "GenerationMode") : 0) is SerializationOnly;

    private static bool IsFollowed(string option, TypedConstant value, JsonSettings settings) => option switch
    {
        "PropertyNamingPolicy" => value.Value is int naming && (JsonNaming)naming == settings.Naming,
        "NumberHandling" => value.Value is int numbers && (NumberForm)numbers == settings.Numbers,
        "DefaultIgnoreCondition" => value.Value is int ignore && (IgnoreCondition)ignore == settings.Ignore,
        "PropertyNameCaseInsensitive" or "AllowDuplicateProperties" => value.Value is true,
        "GenerationMode" => true,
        _ => Unseen.Contains(option) || (value.Kind is TypedConstantKind.Array ? value.Values.IsDefaultOrEmpty : value.Value is null or false or 0),
    };
}
