using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Sse;

/// <summary>Ends one stream: <c>POST disconnect?hub=…&amp;stream=…</c>. Its client comes back, and is authorized again.</summary>
/// <param name="hubs">The application's hubs.</param>
internal sealed class DisconnectEndpoint(WatchedHubs hubs)
{
    /// <summary>Answers a request.</summary>
    public Task AnswerAsync(HttpContext http)
    {
        if (SameOrigin.FindProblem(http.Request) is { } wrong) return Answer.ProblemAsync(http, StatusCodes.Status403Forbidden, wrong);
        if (!hubs.TryFind(http, out var hub, out var problem)) return Answer.ProblemAsync(http, StatusCodes.Status400BadRequest, problem);
        if (!long.TryParse(http.Request.Query["stream"], NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return Answer.ProblemAsync(http, StatusCodes.Status400BadRequest, "The query stream is the number of a stream.");
        return HubInspector.Disconnect(hub.Core, number)
            ? Answer.TextAsync(http, $"Stream {number.ToString(CultureInfo.InvariantCulture)} was told to end.")
            : Answer.ProblemAsync(http, StatusCodes.Status404NotFound, "There is no such stream: it has ended already.");
    }
}
