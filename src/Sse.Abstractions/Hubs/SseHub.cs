using System.Security.Claims;

namespace Sse;

/// <summary>
/// The base of every declared hub: a log of typed events that many subscribers read, each from its own position. The
/// generator makes it the base of a class with <c>[SseHub]</c> and adds the <c>Publish</c> members for its events.
/// </summary>
/// <remarks>All members are safe to call from any thread.</remarks>
public abstract class SseHub : IDisposable
{
    private readonly SseHubCore _core;

    /// <summary>Creates the hub over what carries its events.</summary>
    /// <param name="core">The carrier; disposed with the hub.</param>
    protected SseHub(SseHubCore core)
    {
        ArgumentNullException.ThrowIfNull(core);
        _core = core;
    }

    /// <summary>
    /// The position after the newest event. Read before a database query and given to the page's EventSource as
    /// <c>lastEventId</c>, it makes load-then-stream without a hole.
    /// </summary>
    public SsePosition Position => _core.Position;

    /// <summary>How many subscribers the hub has.</summary>
    public int SubscriberCount => _core.SubscriberCount;

    /// <summary>What generated members publish through, and endpoints read from.</summary>
    protected internal SseHubCore Core => _core;

    /// <summary>Reads the hub's events within the process, by the same rules as a client: exact, gaps included.</summary>
    /// <param name="topics">Which topics, besides what is published to the whole hub.</param>
    /// <param name="from">Where to begin. For <see cref="SseStart.Now"/>, the default, that is when the enumeration begins.</param>
    /// <param name="cancellationToken">Ends the enumeration with <see cref="OperationCanceledException"/>.</param>
    /// <returns>Events and gaps. Ends when all of the topics are complete, when disconnected, and when the hub stops.</returns>
    public IAsyncEnumerable<SseHubMessage> ReadAllAsync(SseTopicSelection topics, SseStart from = default, CancellationToken cancellationToken = default) =>
        _core.ReadAllAsync(topics, from, cancellationToken);

    /// <summary>
    /// Reads the newest event of each key of some topics, at one moment and as this process knows them: to render a page
    /// that then goes on from <see cref="SseLatest.Position"/>.
    /// </summary>
    /// <param name="topics">Which topics, besides what is published to the whole hub.</param>
    /// <returns>The events. Removed keys, and those no longer retained, are not among them.</returns>
    public SseLatest GetLatest(SseTopicSelection topics = default) => _core.GetLatest(topics);

    /// <summary>
    /// Ends open streams of the hub, and those whose requests are under way, as soon as they open. Their clients come back, and
    /// are authorized again.
    /// </summary>
    /// <param name="which">Which of them; null for each. Also asked later, about streams whose requests are under way.</param>
    /// <returns>How many open streams were told to end.</returns>
    public int Disconnect(Predicate<SseSubscriber>? which = null) => _core.Disconnect(SseTopicSelection.None, which);

    /// <summary>As <see cref="Disconnect(Predicate{SseSubscriber})"/>, and if it is for good, clients are told not to come back.</summary>
    /// <param name="which">Which of them; null for each. Also asked later, about streams whose requests are under way.</param>
    /// <param name="forGood">Whether their clients are told not to come back. One that connects anew is authorized as any other.</param>
    /// <returns>How many open streams were told to end.</returns>
    public int Disconnect(Predicate<SseSubscriber>? which, bool forGood) => _core.Disconnect(SseTopicSelection.None, which, forGood);

    /// <summary>
    /// Ends the streams of a user, open or under way, in every process that reads the hub's log. Their clients come back, and are
    /// authorized again.
    /// </summary>
    /// <param name="userId">The user's id: the value of <see cref="ClaimTypes.NameIdentifier"/>, compared ordinally.</param>
    /// <param name="forGood">Whether the clients are told not to come back. One that connects anew is authorized as any other.</param>
    /// <returns>How many open streams of this process were told to end.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="userId"/> is null.</exception>
    /// <inheritdoc cref="Disconnect(string, string, bool)" path="/remarks"/>
    public int Disconnect(string userId, bool forGood = false) => _core.DisconnectClaim(ClaimTypes.NameIdentifier, userId, forGood);

    /// <summary>
    /// Ends the streams of whoever has a claim, open or under way, in every process that reads the hub's log. Their clients come
    /// back, and are authorized again. Only claims of authenticated identities count.
    /// </summary>
    /// <param name="claimType">The claim's type.</param>
    /// <param name="claimValue">Its value; compared ordinally.</param>
    /// <param name="forGood">Whether the clients are told not to come back. One that connects anew is authorized as any other.</param>
    /// <returns>How many open streams of this process were told to end.</returns>
    /// <exception cref="ArgumentNullException">The type or the value is null.</exception>
    /// <exception cref="ArgumentException">The type is empty.</exception>
    /// <remarks>
    /// This process does it at once, the others when the record of it has reached them: while the engine is away, when it is back.
    /// The record waits with what is published, so this throws as publishing does when too much waits or the hub has stopped;
    /// the streams of this process have been ended then.
    /// </remarks>
    public int Disconnect(string claimType, string claimValue, bool forGood = false) => _core.DisconnectClaim(claimType, claimValue, forGood);

    /// <summary>Stops the hub: streams end, and publishing throws <see cref="SseHubStoppedException"/>. Safe to call twice.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Stops the hub.</summary>
    /// <param name="disposing">Whether managed resources are to be released.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing) _core.Dispose();
    }
}
