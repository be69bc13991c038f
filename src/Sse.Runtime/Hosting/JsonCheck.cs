using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Sse;

/// <summary>
/// Compares, when the application starts, what its endpoints write as JSON with what a hub's events were compiled to. Which
/// characters are escaped is left out: it changes no value, and ASP.NET Core's own default differs there.
/// </summary>
internal sealed class JsonCheck<THub>(IOptions<JsonOptions> json, ILoggerFactory? loggers = null) : IHostedService
    where THub : SseHub, ISseHub<THub>
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        var differences = FindDifferences(json.Value.SerializerOptions, THub.Json).ToArray();
        if (differences.Length > 0) loggers?.CreateLogger(MessageIds.Category).JsonDiffers(typeof(THub).Name, string.Join("; ", differences));
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static IEnumerable<string> FindDifferences(JsonSerializerOptions application, SseJsonAttribute hub)
    {
        var policy = Policy(hub.PropertyNamingPolicy);
        if (application.PropertyNamingPolicy != policy) yield return $"PropertyNamingPolicy is {Name(application.PropertyNamingPolicy)} there, {Name(policy)} here";
        var namesEnums = application.Converters.Any(converter => converter is JsonStringEnumConverter);
        if (namesEnums != hub.UseStringEnumConverter) yield return namesEnums ? "enums are names there, numbers here (UseStringEnumConverter)" : "enums are numbers there, names here (UseStringEnumConverter)";
        if (application.NumberHandling != hub.NumberHandling) yield return $"NumberHandling is {application.NumberHandling} there, {hub.NumberHandling} here";
        if (application.DefaultIgnoreCondition != hub.DefaultIgnoreCondition) yield return $"DefaultIgnoreCondition is {application.DefaultIgnoreCondition} there, {hub.DefaultIgnoreCondition} here";
    }

    private static JsonNamingPolicy? Policy(JsonKnownNamingPolicy policy) => policy switch
    {
        JsonKnownNamingPolicy.CamelCase => JsonNamingPolicy.CamelCase,
        JsonKnownNamingPolicy.SnakeCaseLower => JsonNamingPolicy.SnakeCaseLower,
        JsonKnownNamingPolicy.SnakeCaseUpper => JsonNamingPolicy.SnakeCaseUpper,
        JsonKnownNamingPolicy.KebabCaseLower => JsonNamingPolicy.KebabCaseLower,
        JsonKnownNamingPolicy.KebabCaseUpper => JsonNamingPolicy.KebabCaseUpper,
        _ => null,
    };

    private static string Name(JsonNamingPolicy? policy) =>
        policy is null ? "Unspecified" : Enum.GetValues<JsonKnownNamingPolicy>().FirstOrDefault(known => Policy(known) == policy) is var found and not JsonKnownNamingPolicy.Unspecified ? found.ToString() : policy.GetType().Name;
}
