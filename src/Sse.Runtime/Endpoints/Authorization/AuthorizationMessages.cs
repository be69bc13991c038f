using Microsoft.Extensions.Logging;

namespace Sse;

internal static partial class AuthorizationMessages
{
    [LoggerMessage(MessageIds.TopicsUnauthorized, LogLevel.Warning, "{Pattern}: whoever may call this endpoint can read any topic of {Hub} by naming it. Say who may read which with RequireTopicAuthorization or AuthorizeTopic, or say TopicsArePublic if they are for everyone. For topics that are a user's own there is TopicFromUser.")]
    public static partial void TopicsUnauthorized(this ILogger logger, string? pattern, string hub);

    [LoggerMessage(MessageIds.TopicAuthorizationFailed, LogLevel.Error, "Who may read topics of {Hub} could not be decided, so the request is refused with 403.")]
    public static partial void TopicAuthorizationFailed(this ILogger logger, Exception exception, string hub);

    [LoggerMessage(MessageIds.ReauthorizationFailed, LogLevel.Error, "Whether an open stream may go on could not be decided, so it ends.")]
    public static partial void ReauthorizationFailed(this ILogger logger, Exception exception);

    [LoggerMessage(MessageIds.UserClaimUnusable, LogLevel.Warning, "A signed-in user has no topic, so the request is refused with 403: {Defect} (claim {ClaimType}).")]
    public static partial void UserClaimUnusable(this ILogger logger, string defect, string claimType);

    [LoggerMessage(MessageIds.UserTopicAskedFor, LogLevel.Warning, "A request asked for a topic that is a user's alone by naming it, and is refused with 403. Nobody reads such a topic but through TopicFromUser or what the application itself selects.")]
    public static partial void UserTopicAskedFor(this ILogger logger);
}
