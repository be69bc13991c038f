using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Sse;

/// <summary>
/// Reads the events of a hub over the network, typed by its declaration. Each reading has its own connection, which
/// reconnects and resumes exactly where it stopped; what the server can't give any more it tells as an <see cref="SseGap"/>.
/// </summary>
/// <typeparam name="THub">The hub's declaration, shared with the server.</typeparam>
/// <remarks>Thread-safe: any number of readings may go on at once. Disposing it ends them all.</remarks>
public sealed class SseClient<THub> : IDisposable
    where THub : SseHub, ISseHub<THub>
{
    private readonly StreamEndpoint _endpoint;
    private readonly SseClientOptions _options;
    private readonly ILogger _logger;
    private readonly ClientMetrics _metrics;
    private readonly CancellationTokenSource _disposed = new();

    /// <summary>A client with an HttpClient of its own.</summary>
    /// <param name="address">
    /// The endpoint's absolute address. A <c>{topic}</c> in it is where the topic goes; without one, topics go into the query
    /// as <c>topic=…</c>, which the endpoint has to allow.
    /// </param>
    /// <param name="options">How to ask, wait and give up; the defaults when null. Its start id is not used.</param>
    /// <param name="logger">Where to log; nowhere when null.</param>
    /// <exception cref="ArgumentException">The address is not absolute, or the options don't fit together.</exception>
    public SseClient(Uri address, SseClientOptions? options = null, ILogger<SseClient<THub>>? logger = null)
        : this(StreamEndpoint.Own(Arguments.NotNull(address)), options ?? new SseClientOptions(), logger, null)
    {
    }

    /// <summary>A client over an HttpClient that its maker owns; see <see cref="SseClient(HttpClient, Uri, SseClientOptions, ILogger{SseClient})"/>.</summary>
    /// <param name="http">The HttpClient.</param>
    /// <param name="address">The endpoint's address; it may be relative to the HttpClient's base address.</param>
    /// <param name="options">How to ask, wait and give up; the defaults when null. Its start id is not used.</param>
    /// <param name="logger">Where to log; nowhere when null.</param>
    /// <exception cref="ArgumentException">The options don't fit together.</exception>
    public SseClient(HttpClient http, Uri address, SseClientOptions? options = null, ILogger<SseClient<THub>>? logger = null)
        : this(StreamEndpoint.Given(Arguments.NotNull(http), Arguments.NotNull(address)), options ?? new SseClientOptions(), logger, null)
    {
    }

    internal SseClient(StreamEndpoint endpoint, SseClientOptions options, ILogger? logger, IMeterFactory? meters)
    {
        _endpoint = endpoint;
        _options = SseClientOptionsValidator.ValidCopy(options);
        _logger = logger ?? NullLogger.Instance;
        _metrics = new ClientMetrics(meters);
    }

    /// <summary>Reads the hub's events, connecting again whenever the connection is lost.</summary>
    /// <param name="topics">Which topics, besides what is published to the whole hub; none by default.</param>
    /// <param name="from">
    /// Where to begin. A position that was stored goes on there, also in another process; what can't be honoured begins with
    /// an <see cref="SseGap"/>.
    /// </param>
    /// <param name="cancellationToken">Ends reading at once.</param>
    /// <returns>
    /// Events and gaps. <see cref="SseHubMessage.Position"/> is the place to store: after the event it came with. Ends
    /// without an error when the topics are complete, or when the client is disposed.
    /// </returns>
    /// <exception cref="ArgumentException">
    /// The address can't carry these topics, such as <c>.</c> and <c>..</c> in its path; or the position to begin at is none.
    /// </exception>
    /// <exception cref="SseClientException">The stream can't be had and trying again would not help.</exception>
    /// <exception cref="SseUnreadableEventException">An event can't be read, and the policy says to throw.</exception>
    /// <exception cref="SseEventTooLargeException">An event is larger than <see cref="SseClientOptions.MaxEventBytes"/>.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public IAsyncEnumerable<SseHubMessage> ReadAllAsync(SseTopicSelection topics = default, SseStart from = default, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_disposed.IsCancellationRequested, this);
        if (from.Position is { } position && !SsePosition.TryParse(position.ToString(), out _)) throw new ArgumentException("The position is none of a hub's.", nameof(from));
        var start = from.IsEarliest ? ProtocolWords.Earliest : from.IsSnapshot ? ProtocolWords.Snapshot : from.Position?.ToString() ?? "";
        return Read(_options, topics, start, cancellationToken);
    }

    /// <summary>Reads the hub's events by a request of this reading's own.</summary>
    /// <param name="request">What it asks for, where it differs from the client's options.</param>
    /// <param name="topics">Which topics, besides what is published to the whole hub; none by default.</param>
    /// <param name="cancellationToken">Ends reading at once.</param>
    /// <returns>Events and gaps.</returns>
    /// <exception cref="ArgumentException">The request makes no sense, or the address can't carry these topics.</exception>
    /// <exception cref="SseConnectionLostException">The stream was lost, and the request is not to be sent again.</exception>
    /// <inheritdoc cref="ReadAllAsync(SseTopicSelection, SseStart, CancellationToken)" path="/exception[not(@cref='T:System.ArgumentException')]"/>
    public IAsyncEnumerable<SseHubMessage> ReadAllAsync(SseRequest request, SseTopicSelection topics = default, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        ObjectDisposedException.ThrowIf(_disposed.IsCancellationRequested, this);
        var options = SseClientOptionsValidator.ValidCopy(_options, request);
        return Read(options, topics, options.LastEventId ?? "", cancellationToken);
    }

    private OutcomeStream<SseHubMessage> Read(SseClientOptions options, SseTopicSelection topics, string start, CancellationToken cancellationToken)
    {
        var endpoint = _endpoint.At(TopicAddress.For(_endpoint.Address, topics));
        var context = new ReadingContext(options, new StreamSender(endpoint, options, _logger), _logger, _metrics);
        var readings = new Readings<SseHubMessage>(context, start, () => new HubConverter<THub>(context).Convert, _disposed.Token);
        return new OutcomeStream<SseHubMessage>(readings, cancellationToken);
    }

    /// <summary>Ends all readings at once and closes their connections.</summary>
    public void Dispose()
    {
        if (_disposed.IsCancellationRequested) return;
        _disposed.Cancel();
        _endpoint.Dispose();
    }
}
