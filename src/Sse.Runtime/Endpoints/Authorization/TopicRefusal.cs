namespace Sse;

/// <summary>Why a request's topics are refused before anything is asked about them.</summary>
internal enum TopicRefusal
{
    None,

    /// <summary>They are those of the signed-in user, and nobody has signed in.</summary>
    NotSignedIn,

    /// <summary>They are those of the signed-in user, who has none.</summary>
    HasNoTopic,

    /// <summary>One of them is a user's alone, and the client has named it.</summary>
    NamesUser,
}
