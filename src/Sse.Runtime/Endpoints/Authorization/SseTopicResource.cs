namespace Sse;

/// <summary>
/// What a policy is asked about when a client wants to read a topic: the resource of
/// <c>AuthorizationHandler&lt;TRequirement, SseTopicResource&gt;</c>. A stream of several topics is asked about each of them.
/// </summary>
/// <remarks>It doesn't change, and may be read from any thread.</remarks>
public sealed class SseTopicResource
{
    private readonly string? _topic;

    /// <summary>One topic.</summary>
    /// <param name="hub">The hub's class.</param>
    /// <param name="topic">The topic's name.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public SseTopicResource(Type hub, string topic)
        : this(hub)
    {
        ArgumentNullException.ThrowIfNull(topic);
        _topic = topic;
    }

    private SseTopicResource(Type hub)
    {
        ArgumentNullException.ThrowIfNull(hub);
        Hub = hub;
    }

    /// <summary>The hub's class.</summary>
    public Type Hub { get; }

    /// <summary>Whether it is all topics of the hub at once, and those that will come: <see cref="SseTopicSelection.All"/>.</summary>
    public bool IsAll => _topic is null;

    /// <summary>The topic's name, as the client meant it. Names that only look alike are different topics: compare it ordinally.</summary>
    /// <exception cref="InvalidOperationException">
    /// It is all topics, which have no name: a policy that doesn't ask for <see cref="IsAll"/> first refuses them so.
    /// </exception>
    public string Topic => _topic ?? throw new InvalidOperationException("All topics have no name: ask for IsAll first, and grant it to whom may read everything.");

    /// <summary>Whose topic it is, if it is a user's: the id that <see cref="SseUserTopic"/> has made its name of. Null otherwise.</summary>
    public string? UserId => _topic is not null && SseUserTopic.TryGetUserId(_topic, out var userId) ? userId : null;

    /// <summary>All topics of a hub.</summary>
    /// <param name="hub">The hub's class.</param>
    /// <exception cref="ArgumentNullException"><paramref name="hub"/> is null.</exception>
    public static SseTopicResource AllOf(Type hub) => new(hub);
}
