using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Sse.Tests.Differential.RandomTypes;

/// <summary>A set of options: what [SseJson] says, and what System.Text.Json is told.</summary>
/// <param name="Attribute">The attribute, in C#; empty for the defaults.</param>
/// <param name="Options">The same for the serializer.</param>
internal sealed record ShapeOptions(string Attribute, JsonSerializerOptions Options)
{
    public static IReadOnlyList<ShapeOptions> All { get; } =
    [
        new("", JsonSerializerOptions.Web),
        new("", JsonSerializerOptions.Web),
        Of("PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UseStringEnumConverter = true, EnumNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower", options =>
        {
            options.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
            options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower));
        }),
        Of("PropertyNamingPolicy = JsonKnownNamingPolicy.Unspecified, NumberHandling = JsonNumberHandling.WriteAsString | JsonNumberHandling.AllowReadingFromString", options =>
        {
            options.PropertyNamingPolicy = null;
            options.NumberHandling = JsonNumberHandling.WriteAsString | JsonNumberHandling.AllowReadingFromString;
        }),
        Of("PropertyNamingPolicy = JsonKnownNamingPolicy.KebabCaseUpper, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, Encoder = SseJsonEncoder.Relaxed", options =>
        {
            options.PropertyNamingPolicy = JsonNamingPolicy.KebabCaseUpper;
            options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
            options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        }),
        Of("PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseUpper, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault, NumberHandling = JsonNumberHandling.Strict", options =>
        {
            options.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseUpper;
            options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault;
            options.NumberHandling = JsonNumberHandling.Strict;
        }),
        Of("PropertyNamingPolicy = JsonKnownNamingPolicy.KebabCaseLower, UseStringEnumConverter = true, EnumNamingPolicy = JsonKnownNamingPolicy.KebabCaseUpper, NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals", options =>
        {
            options.PropertyNamingPolicy = JsonNamingPolicy.KebabCaseLower;
            options.NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals;
            options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseUpper));
        }),
        Of("UseStringEnumConverter = true, Encoder = SseJsonEncoder.Relaxed, NumberHandling = JsonNumberHandling.AllowReadingFromString | JsonNumberHandling.AllowNamedFloatingPointLiterals", options =>
        {
            options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
            options.NumberHandling = JsonNumberHandling.AllowReadingFromString | JsonNumberHandling.AllowNamedFloatingPointLiterals;
            options.Converters.Add(new JsonStringEnumConverter());
        }),
    ];

    private static ShapeOptions Of(string arguments, Action<JsonSerializerOptions> configure)
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        configure(options);
        return new ShapeOptions($"[SseJson({arguments})]", options);
    }
}
