using Microsoft.OpenApi;

namespace Sse;

/// <summary>What a client that asks for a stream is answered with.</summary>
internal static class StreamResponses
{
    /// <summary>Says it of an operation; what the application itself says of a status stays.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="schema">The schema of an event; null where nothing is known.</param>
    /// <param name="isHub">Whether a hub is streamed.</param>
    /// <param name="mayBeRefused">Whether somebody is asked who may read.</param>
    /// <param name="refusedWith">The status for who is turned away by a limit.</param>
    public static void Describe(OpenApiOperation operation, OpenApiSchema? schema, bool isHub, bool mayBeRefused, int? refusedWith)
    {
        var responses = operation.Responses ??= [];
        var stream = Of(responses, "200", "OK", "A stream of events that goes on until the client leaves or its topics are complete: text/event-stream, as the HTML standard describes it. The schema is that of one event, whose data is the JSON text on its data lines.");
        stream.Content = new Dictionary<string, OpenApiMediaType> { [ProtocolWords.MediaType] = new() { Schema = schema ?? new OpenApiSchema { Type = JsonSchemaType.String } } };
        Of(responses, "204", "No Content", "The stream is over for good: the client had all of it, and asks no more.");
        if (isHub) Of(responses, "400", "Bad Request", "A topic that is none, too many of them or none where one is needed, or a frequency that is no number.");
        if (mayBeRefused)
        {
            Of(responses, "401", "Unauthorized", "Nobody has signed in, or the sign-in is over.");
            Of(responses, "403", "Forbidden", "Who has signed in may not read the stream, or one of its topics.");
        }
        if (refusedWith is { } status)
        {
            var turnedAway = Of(responses, $"{status}", "", "There is no room for another stream now: come back after the time that Retry-After says, and nothing is missed.");
            turnedAway.Headers ??= new Dictionary<string, IOpenApiHeader>();
            turnedAway.Headers.TryAdd("Retry-After", new OpenApiHeader { Description = "In seconds.", Schema = new OpenApiSchema { Type = JsonSchemaType.Integer } });
        }
    }

    // A phrase that stands for a status alone says nothing, and gives way.
    private static OpenApiResponse Of(OpenApiResponses responses, string status, string phrase, string meaning)
    {
        if (responses.TryGetValue(status, out var found) && found is OpenApiResponse response)
        {
            if (string.IsNullOrEmpty(response.Description) || response.Description == phrase) response.Description = meaning;
            return response;
        }
        response = new OpenApiResponse { Description = meaning };
        responses[status] = response;
        return response;
    }
}
