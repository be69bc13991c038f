using System.Text.Json.Serialization;

namespace Sse;

/// <summary>
/// Says how events look in JSON where that differs from <see cref="System.Text.Json.JsonSerializerOptions.Web"/>. On an
/// event it is about that event, on a hub about the events it publishes, on the assembly about all that it declares: what
/// is set on the event wins over the hub's, that over the assembly's. Decided when the code is compiled.
/// </summary>
/// <remarks>
/// The names are those of <see cref="System.Text.Json.JsonSerializerOptions"/> and of
/// <see cref="JsonSourceGenerationOptionsAttribute"/>, and so is what they mean. On a member only
/// <see cref="Context"/> has a meaning: the member is written and read by it.
/// </remarks>
/// <example><code>
/// [assembly: SseJson(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UseStringEnumConverter = true)]
/// </code></example>
[AttributeUsage(AttributeTargets.Assembly | AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Property | AttributeTargets.Field | AttributeTargets.Parameter)]
public sealed class SseJsonAttribute : Attribute
{
    /// <summary>How the names of members are made; <see cref="JsonKnownNamingPolicy.Unspecified"/> leaves them as they are declared. Camel case, if not set.</summary>
    public JsonKnownNamingPolicy PropertyNamingPolicy { get; set; } = JsonKnownNamingPolicy.CamelCase;

    /// <summary>Whether enums are written by their names. Not, if not set.</summary>
    public bool UseStringEnumConverter { get; set; }

    /// <summary>How the names of enums' values are made where they are written by name. As they are declared, if not set.</summary>
    public JsonKnownNamingPolicy EnumNamingPolicy { get; set; }

    /// <summary>How numbers are written and read. Read from text too, if not set.</summary>
    public JsonNumberHandling NumberHandling { get; set; } = JsonNumberHandling.AllowReadingFromString;

    /// <summary>When members are left out that say nothing of it themselves. Never, if not set.</summary>
    public JsonIgnoreCondition DefaultIgnoreCondition { get; set; }

    /// <summary>Which characters are escaped.</summary>
    public SseJsonEncoder Encoder { get; set; }

    /// <summary>
    /// The application's own <see cref="JsonSerializerContext"/> for types that generated code doesn't know: of other
    /// libraries, say. Each is listed there with <see cref="JsonSerializableAttribute"/>.
    /// </summary>
    public Type? Context { get; set; }
}
