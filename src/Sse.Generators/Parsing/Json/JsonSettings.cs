using Microsoft.CodeAnalysis;

namespace Sse.Generators.Parsing;

/// <summary>What [SseJson] says, from the event, its hub and the assembly together; what none of them says is the Web defaults'.</summary>
/// <param name="Context">The JsonSerializerContext for what generated code doesn't know, or null.</param>
/// <param name="Naming">How the names of members are made.</param>
/// <param name="NamesEnums">Whether enums are written by their names.</param>
/// <param name="EnumNaming">How these names are made.</param>
/// <param name="Numbers">How numbers are written and read.</param>
/// <param name="Ignore">When members are left out that don't say.</param>
/// <param name="IsRelaxed">Whether only what JSON requires is escaped.</param>
internal sealed record JsonSettings(
    INamedTypeSymbol? Context, JsonNaming Naming, bool NamesEnums, JsonNaming EnumNaming, NumberForm Numbers, IgnoreCondition Ignore, bool IsRelaxed)
{
    public const string AttributeName = "Sse.SseJsonAttribute";

    private static readonly JsonSettings Web = new(Context: null, JsonNaming.CamelCase, NamesEnums: false, JsonNaming.AsDeclared, NumberForm.FromText, IgnoreCondition.Never, IsRelaxed: false);

    /// <summary>Whether nothing says anything else than the Web defaults do.</summary>
    public bool IsWeb => Equals(Web);

    /// <summary>The settings by declarations, of which the first that sets something wins.</summary>
    public static JsonSettings Of(params ISymbol?[] declarations)
    {
        var attributes = declarations.Select(declaration => declaration is null ? null : Attributes.Find(declaration, AttributeName)).OfType<AttributeData>().ToArray();
        return new JsonSettings(
            attributes.Select(ContextOf).FirstOrDefault(context => context is not null),
            (JsonNaming)Find("PropertyNamingPolicy", (int)Web.Naming),
            Find("UseStringEnumConverter", Web.NamesEnums),
            (JsonNaming)Find("EnumNamingPolicy", (int)Web.EnumNaming),
            (NumberForm)Find("NumberHandling", (int)Web.Numbers),
            (IgnoreCondition)Find("DefaultIgnoreCondition", (int)Web.Ignore),
            Find("Encoder", 0) is 1);

        T Find<T>(string name, T unset)
            where T : struct => attributes.Select(attribute => Attributes.Property<T?>(attribute, name)).FirstOrDefault(value => value is not null) ?? unset;
    }

    /// <summary>The context that is named on a member, or null.</summary>
    public static INamedTypeSymbol? ContextOf(ISymbol? member) => member is not null && Attributes.Find(member, AttributeName) is { } attribute ? ContextOf(attribute) : null;

    /// <summary>The options of System.Text.Json that say the same, in C#; null for the Web defaults.</summary>
    /// <param name="context">The context whose contracts they have.</param>
    public string? Options(INamedTypeSymbol? context)
    {
        if (this with { Context = null } == Web && context is null) return null;
        var properties = new List<string>();
        if (Naming != Web.Naming) properties.Add($"PropertyNamingPolicy = {NamingExpression(Naming)}");
        if (Numbers != Web.Numbers) properties.Add($"NumberHandling = (global::System.Text.Json.Serialization.JsonNumberHandling){(int)Numbers}");
        if (Ignore != Web.Ignore) properties.Add($"DefaultIgnoreCondition = global::System.Text.Json.Serialization.JsonIgnoreCondition.{Ignore}");
        if (IsRelaxed) properties.Add("Encoder = global::System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping");
        if (context is not null) properties.Add($"TypeInfoResolver = {Identifiers.Qualified(context)}.Default");
        var initializer = properties.Count is 0 ? "" : $" {{ {string.Join(", ", properties)} }}";
        return $"new global::System.Text.Json.JsonSerializerOptions(global::System.Text.Json.JsonSerializerDefaults.Web){initializer}";
    }

    /// <summary>The attribute that says the same, as its initializer in C#; null for the Web defaults. Without the context.</summary>
    public string? Initializer()
    {
        const string Serialization = "global::System.Text.Json.Serialization.";
        var properties = new List<string>();
        if (Naming != Web.Naming) properties.Add($"PropertyNamingPolicy = {Serialization}JsonKnownNamingPolicy.{(Naming is JsonNaming.AsDeclared ? "Unspecified" : Naming)}");
        if (NamesEnums) properties.Add("UseStringEnumConverter = true");
        if (EnumNaming != Web.EnumNaming) properties.Add($"EnumNamingPolicy = {Serialization}JsonKnownNamingPolicy.{EnumNaming}");
        if (Numbers != Web.Numbers) properties.Add($"NumberHandling = ({Serialization}JsonNumberHandling){(int)Numbers}");
        if (Ignore != Web.Ignore) properties.Add($"DefaultIgnoreCondition = {Serialization}JsonIgnoreCondition.{Ignore}");
        if (IsRelaxed) properties.Add("Encoder = global::Sse.SseJsonEncoder.Relaxed");
        return properties.Count is 0 ? null : string.Join(", ", properties);
    }

    /// <summary>A naming policy in C#.</summary>
    public static string NamingExpression(JsonNaming naming) => naming is JsonNaming.AsDeclared ? "null" : $"global::System.Text.Json.JsonNamingPolicy.{naming}";

    private static INamedTypeSymbol? ContextOf(AttributeData attribute) => Attributes.Property<INamedTypeSymbol>(attribute, "Context");
}
