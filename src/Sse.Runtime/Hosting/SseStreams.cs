using System.Security.Claims;

namespace Sse;

/// <summary>
/// Every stream of the application, of its hubs and of its handlers. Inject it to end those of a user who signs out or is banned.
/// </summary>
/// <remarks>All members are safe to call from any thread.</remarks>
public sealed class SseStreams
{
    private readonly IServiceProvider _services;
    private readonly IHostedHub[] _hubs;
    private readonly TimeProvider _time;

    internal SseStreams(IServiceProvider services, IEnumerable<IHostedHub> hubs, TimeProvider time) => (_services, _hubs, _time) = (services, [.. hubs], time);

    /// <summary>Ends a user's streams, as <see cref="Disconnect(string, string, bool)"/> does by the claim <see cref="ClaimTypes.NameIdentifier"/>.</summary>
    /// <param name="userId">The user's id; compared ordinally.</param>
    /// <param name="forGood">Whether the clients are told not to come back.</param>
    /// <returns>How many open streams of this process were told to end.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="userId"/> is null.</exception>
    /// <exception cref="AggregateException">Other processes could not be told, by one of the hubs at least. The streams of this process were ended.</exception>
    public int Disconnect(string userId, bool forGood = false) => Disconnect(ClaimTypes.NameIdentifier, userId, forGood);

    /// <summary>
    /// Ends the streams of whoever has a claim, open or under way. Their clients come back, and are authorized again. Where a hub's log
    /// is shared, the other processes that read it do so too, for its streams and their handlers'.
    /// </summary>
    /// <param name="claimType">The claim's type.</param>
    /// <param name="claimValue">Its value; compared ordinally. Only claims of authenticated identities count.</param>
    /// <param name="forGood">
    /// Whether the clients are told not to come back. One that connects anew, without the id it was told, is authorized as any other;
    /// so is one of a handler's stream whose <see cref="SseStreamOptions.CompleteOnReturn"/> is off.
    /// </param>
    /// <returns>How many open streams of this process were told to end.</returns>
    /// <exception cref="ArgumentNullException">The type or the value is null.</exception>
    /// <exception cref="ArgumentException">The type is empty.</exception>
    /// <exception cref="AggregateException">Other processes could not be told, by one of the hubs at least. The streams of this process were ended.</exception>
    public int Disconnect(string claimType, string claimValue, bool forGood = false)
    {
        ArgumentException.ThrowIfNullOrEmpty(claimType);
        ArgumentNullException.ThrowIfNull(claimValue);
        var order = new ClaimDisconnect(claimType, claimValue, forGood, IsForEveryStream: true, _time.GetUtcNow());
        var count = HandlerStreams.Disconnect(StreamingHost.Of(_services), order);
        List<Exception>? problems = null;
        foreach (var hub in _hubs)
        {
            // One that can't tell the others must not keep the next from ending its streams.
            try { count += hub.Core.Disconnect(order); }
            catch (Exception exception) { (problems ??= []).Add(exception); }
        }
        return problems is null ? count : throw new AggregateException(problems);
    }
}
