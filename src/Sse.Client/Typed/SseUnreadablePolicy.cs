namespace Sse;

/// <summary>What a typed reader does with an event it can't turn into a declared one. The stream goes on with each.</summary>
public enum SseUnreadablePolicy
{
    /// <summary>Passes it over, with a line in the log.</summary>
    Skip,

    /// <summary>Hands it on as it is: <see cref="SseHubMessage.Event"/> is an <see cref="SseMessage"/>.</summary>
    Raw,

    /// <summary>
    /// Throws <see cref="SseUnreadableEventException"/> out of <c>MoveNextAsync</c>, which may then be called again for the
    /// next event. An <c>await foreach</c> ends with it; reading again from the exception's position goes on.
    /// </summary>
    Throw,
}
