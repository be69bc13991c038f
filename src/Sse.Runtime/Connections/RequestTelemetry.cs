using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Metadata;

namespace Sse;

/// <summary>
/// What the server itself measures of requests. A stream's lasts for as long as the stream, which says nothing of how the server does: its
/// activity ends when the stream opens, and it is left out of the durations.
/// </summary>
internal static class RequestTelemetry
{
    /// <summary>The stream opens: what was to be measured of its request is over.</summary>
    public static void End(HttpContext http)
    {
        if (http.Features.Get<IHttpMetricsTagsFeature>() is { } metrics) metrics.MetricsDisabled = true;
        if (http.Features.Get<IHttpActivityFeature>()?.Activity is { IsStopped: false } activity) Stop(activity, http);
    }

    // Whoever exports it adds these at the request's end, which is too late.
    private static void Stop(Activity activity, HttpContext http)
    {
        if (activity.IsAllDataRequested)
        {
            activity.SetTag("http.response.status_code", StatusCodes.Status200OK);
            if (http.GetEndpoint()?.Metadata.GetMetadata<IRouteDiagnosticsMetadata>()?.Route is { } route)
            {
                activity.SetTag(Tags.Route, route);
                activity.DisplayName = string.Create(CultureInfo.InvariantCulture, $"{http.Request.Method} {route}");
            }
        }
        activity.Stop();
    }
}
