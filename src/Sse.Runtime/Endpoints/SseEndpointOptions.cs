using System.Security.Claims;
using Microsoft.AspNetCore.Http;

namespace Sse;

/// <summary>What holds for the streams of an endpoint that <c>MapSse</c> maps: also where their topics come from.</summary>
public sealed class SseEndpointOptions : SseSubscribeOptions
{
    /// <summary>
    /// Chooses a request's topics, instead of the route. All topics is a choice that only this can make. It decides what a
    /// client may read: take nothing from the request that was not authorized.
    /// </summary>
    public Func<HttpContext, SseTopicSelection>? Topics { get; set; }

    /// <summary>
    /// Whether <c>topic</c> queries name topics besides the route's. Off by default: whoever may call the endpoint may then
    /// read any topic, unless <c>RequireTopicAuthorization</c> or <see cref="SseSubscribeOptions.AuthorizeTopic"/> says otherwise. At
    /// most 100 topics are taken.
    /// </summary>
    public bool TopicsFromQuery { get; set; }

    /// <summary>
    /// Says that whoever may call the endpoint may read any topic that it takes from the route or a query. It changes
    /// nothing but that nobody is warned of it.
    /// </summary>
    public bool TopicsArePublic { get; set; }

    /// <summary>
    /// Whether the stream can be opened with a one-time ticket, for an EventSource that can't send headers. A POST to the stream's own
    /// address, by who may read it, is then answered with <c>{"ticket":"…","expires":30}</c>; a GET with that as the query <c>ticket</c> is
    /// authenticated by it, and by schemes that the endpoint's policies name. Off by default; it needs <c>AddSseTicket</c>.
    /// </summary>
    public bool AcceptsTickets { get; set; }

    internal string? UserClaim { get; private set; }

    /// <summary>
    /// Gives each stream the topic of its signed-in user, besides those that the route, a query or <see cref="Topics"/>
    /// name: what <c>hub.User(id).Publish(…)</c> publishes. Who has not signed in is answered with 401, who has signed in without
    /// the claim, with an empty one or with several different ones with 403.
    /// </summary>
    /// <param name="claimType">The claim that holds the user's id. It has to be one user's alone, whoever has issued it.</param>
    /// <exception cref="ArgumentException"><paramref name="claimType"/> is empty.</exception>
    public void TopicFromUser(string claimType = ClaimTypes.NameIdentifier)
    {
        ArgumentException.ThrowIfNullOrEmpty(claimType);
        UserClaim = claimType;
    }
}
