using Microsoft.AspNetCore.Authorization;

namespace Sse;

/// <summary>What an endpoint's metadata tells of who may open its streams.</summary>
internal static class StreamAccess
{
    /// <summary>Whether a client may be refused, with 401 or 403.</summary>
    public static bool MayBeRefused(IEnumerable<object> metadata)
    {
        var (isAuthorized, isForEveryone, isAsked) = (false, false, false);
        foreach (var item in metadata)
        {
            isAuthorized |= item is IAuthorizeData or IAuthorizationRequirementData or HubEndpointContract { AsksWhoReads: true };
            isForEveryone |= item is IAllowAnonymous;
            isAsked |= item is TopicPolicy or HubEndpoint { Options: { AuthorizeTopic: not null } or { UserClaim: not null } };
        }
        return isAsked || (isAuthorized && !isForEveryone);
    }
}
