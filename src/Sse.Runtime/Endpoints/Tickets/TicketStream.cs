using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Matching;

namespace Sse;

/// <summary>
/// In the metadata of an endpoint that serves a stream to who brings a ticket. It has the route of the stream, and asks for the scheme
/// of tickets only; the stream's own endpoint keeps the schemes that the application gave it, for who brings none.
/// </summary>
/// <param name="Hub">The hub's class.</param>
/// <param name="Core">The hub.</param>
/// <param name="Options">What holds for the stream.</param>
internal sealed record TicketStream(Type Hub, Func<HubCore> Core, SseEndpointOptions Options)
{
    private static bool BringsTicket(HttpContext http) => http.Request.QueryString.HasValue && http.Request.Query.ContainsKey(SseTicketDefaults.Query);

    /// <summary>Marks the stream's own endpoint.</summary>
    internal sealed class WithoutTicket
    {
        public static readonly WithoutTicket Instance = new();
    }

    /// <summary>Chooses between the two.</summary>
    internal sealed class Policy : MatcherPolicy, IEndpointSelectorPolicy
    {
        public override int Order => 0;

        public bool AppliesToEndpoints(IReadOnlyList<Endpoint> endpoints) => endpoints.Any(static endpoint => endpoint.Metadata.GetMetadata<TicketStream>() is not null);

        public Task ApplyAsync(HttpContext httpContext, CandidateSet candidates)
        {
            var brings = BringsTicket(httpContext);
            for (var i = 0; i < candidates.Count; i++)
            {
                if (!candidates.IsValidCandidate(i)) continue;
                var metadata = candidates[i].Endpoint.Metadata;
                if (brings ? metadata.GetMetadata<WithoutTicket>() is not null : metadata.GetMetadata<TicketStream>() is not null) candidates.SetValidity(i, false);
            }
            return Task.CompletedTask;
        }
    }
}
