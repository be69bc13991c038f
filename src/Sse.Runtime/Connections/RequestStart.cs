using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Matching;

namespace Sse;

/// <summary>When a request for a stream began: before it was authorized, and before the endpoint's own code.</summary>
/// <param name="At">By the clock of <see cref="RecentDisconnects"/>.</param>
internal sealed record RequestStart(long At)
{
    // Most requests begin at the same time: between two disconnects.
    private static RequestStart s_latest = new(0);

    /// <summary>The time of a request, or now when nobody took it.</summary>
    public static long Of(HttpContext http) => http.Features.Get<RequestStart>()?.At ?? RecentDisconnects.Now;

    private static RequestStart Now()
    {
        var latest = Volatile.Read(ref s_latest);
        var now = RecentDisconnects.Now;
        if (latest.At != now) Volatile.Write(ref s_latest, latest = new RequestStart(now));
        return latest;
    }

    /// <summary>Takes the time when routing finds the endpoint, which is before anything asks who calls it.</summary>
    internal sealed class Policy : MatcherPolicy, IEndpointSelectorPolicy
    {
        public override int Order => int.MinValue;

        public bool AppliesToEndpoints(IReadOnlyList<Endpoint> endpoints) => endpoints.Any(static endpoint => endpoint.Metadata.GetMetadata<OpensStreams>() is not null);

        public Task ApplyAsync(HttpContext httpContext, CandidateSet candidates)
        {
            httpContext.Features.Set(Now());
            return Task.CompletedTask;
        }
    }

    /// <summary>Marks an endpoint whose requests have a start.</summary>
    internal sealed class OpensStreams
    {
        public static readonly OpensStreams Instance = new();
    }
}
