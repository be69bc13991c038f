using Microsoft.AspNetCore.Http;

namespace Sse;

/// <summary>Finds the topic of a request's user, and keeps users' topics from those who only know their names.</summary>
internal static class UserTopic
{
    // Shorter than what such names begin with: an application may put its separator behind it.
    private const string Beginning = "sse-user";

    /// <summary>Finds the topic of the signed-in user.</summary>
    /// <param name="http">The request.</param>
    /// <param name="claimType">The claim that holds the user's id.</param>
    /// <param name="topic">The topic's name, unless it is refused.</param>
    public static TopicRefusal Find(HttpContext http, string claimType, out string topic)
    {
        topic = "";
        if (!Refused.HasUser(http)) return TopicRefusal.NotSignedIn;
        string? id = null;
        foreach (var identity in http.User.Identities)
        {
            // Anybody may have written the claims of an identity that was not authenticated.
            if (!identity.IsAuthenticated) continue;
            foreach (var claim in identity.FindAll(claimType))
            {
                if (id is not null && !string.Equals(id, claim.Value, StringComparison.Ordinal)) return Refuse(http, claimType, "It has several ids.");
                id = claim.Value;
            }
        }
        if (id is null) return Refuse(http, claimType, "It has no id.");
        if (SseUserTopic.Check(id) is { } defect) return Refuse(http, claimType, defect);
        topic = SseUserTopic.NameOf(id);
        return TopicRefusal.None;
    }

    /// <summary>Whether a user's topic is among them.</summary>
    public static bool HasAny(SseTopicSelection topics)
    {
        for (var i = 0; i < topics.Count; i++)
            if (SseUserTopic.IsReserved(topics[i])) return true;
        return false;
    }

    /// <summary>Whether a request has brought the name of such a topic along, where an application may have found it.</summary>
    public static bool IsNamedBy(HttpContext http)
    {
        foreach (var (_, value) in http.Request.RouteValues)
            if ((value as string)?.StartsWith(Beginning, StringComparison.Ordinal) == true) return true;
        foreach (var (_, values) in http.Request.Query)
            foreach (var value in values)
                if (value?.StartsWith(Beginning, StringComparison.Ordinal) == true) return true;
        return false;
    }

    private static TopicRefusal Refuse(HttpContext http, string claimType, string defect)
    {
        StreamingHost.Of(http).Logger.UserClaimUnusable(defect, claimType);
        return TopicRefusal.HasNoTopic;
    }
}
