using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Sse;

/// <summary>
/// Reads one event stream as a browser's EventSource does, strictly to WHATWG HTML, "Server-sent events": it reconnects,
/// resumes with <c>Last-Event-ID</c>, and stops when the server says that there is no more.
/// </summary>
/// <remarks>
/// One reader at a time, and any number of readers with a request of their own; all members may be called from any thread.
/// Nothing happens, and nothing is buffered, unless a reader asks for the next event.
/// </remarks>
public sealed class SseClient : IDisposable
{
    private readonly StreamEndpoint _endpoint;
    private readonly ReadingContext _context;
    private readonly ReadingStatus _status;
    private readonly CancellationTokenSource _disposed = new();
    private int _reading;

    /// <summary>A client with an HttpClient of its own.</summary>
    /// <param name="address">The stream's absolute address, http or https.</param>
    /// <param name="options">How to ask, wait and give up; the defaults when null.</param>
    /// <param name="logger">Where to log; nowhere when null.</param>
    /// <exception cref="ArgumentException">The address is not absolute, or the options don't fit together.</exception>
    public SseClient(Uri address, SseClientOptions? options = null, ILogger<SseClient>? logger = null)
        : this(StreamEndpoint.Own(Arguments.NotNull(address)), options ?? new SseClientOptions(), logger, null)
    {
    }

    /// <summary>A client over an HttpClient that its maker owns.</summary>
    /// <param name="http">
    /// It should not follow redirects by itself (<c>AllowAutoRedirect = false</c>), and needs
    /// <c>RequestHeaderEncodingSelector</c> to send ids beyond ASCII. Its <c>Timeout</c> bounds the time to the headers only.
    /// </param>
    /// <param name="address">The stream's address; it may be relative to the HttpClient's base address.</param>
    /// <param name="options">How to ask, wait and give up; the defaults when null.</param>
    /// <param name="logger">Where to log; nowhere when null.</param>
    /// <exception cref="ArgumentException">The options don't fit together.</exception>
    public SseClient(HttpClient http, Uri address, SseClientOptions? options = null, ILogger<SseClient>? logger = null)
        : this(StreamEndpoint.Given(Arguments.NotNull(http), Arguments.NotNull(address)), options ?? new SseClientOptions(), logger, null)
    {
    }

    internal SseClient(StreamEndpoint endpoint, SseClientOptions options, ILogger? logger, IMeterFactory? meters)
    {
        options = SseClientOptionsValidator.ValidCopy(options);
        logger ??= NullLogger.Instance;
        _endpoint = endpoint;
        _context = new ReadingContext(options, new StreamSender(endpoint, options, logger), logger, new ClientMetrics(meters));
        _status = new ReadingStatus { LastEventId = options.LastEventId ?? "" };
    }

    /// <summary>Where the client stands just now.</summary>
    public SseClientState State => _status.State;

    /// <summary>
    /// The id that a reconnect resumes after: that of the last event read, or of a later block without data. Empty when there
    /// is none. Another client given it in <see cref="SseClientOptions.LastEventId"/> goes on from there.
    /// </summary>
    public string LastEventId => _status.LastEventId;

    /// <summary>Reads the stream's events, connecting again whenever the connection is lost.</summary>
    /// <param name="cancellationToken">Ends reading at once.</param>
    /// <returns>
    /// The events. It ends without an error when the server has completed the stream, or when the client is disposed.
    /// Reading once more after its end connects again and resumes after <see cref="LastEventId"/>.
    /// </returns>
    /// <exception cref="SseClientException">The stream can't be had and trying again would not help.</exception>
    /// <exception cref="SseEventTooLargeException">An event is larger than <see cref="SseClientOptions.MaxEventBytes"/>.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    /// <exception cref="InvalidOperationException">Somebody is reading already.</exception>
    public IAsyncEnumerable<SseMessage> ReadAllAsync(CancellationToken cancellationToken = default) => 
        RunAsync<SseMessage>(new MessageConverter().Convert, cancellationToken);

    /// <summary>Reads one declared event from the stream of any endpoint; events of other types are passed over.</summary>
    /// <typeparam name="TEvent">The event. One that can't be read back doesn't compile here.</typeparam>
    /// <param name="cancellationToken">Ends reading at once.</param>
    /// <returns>The events, as <see cref="ReadAllAsync(CancellationToken)"/> reads them.</returns>
    /// <exception cref="SseUnreadableEventException">
    /// The data doesn't fit, and <see cref="SseClientOptions.MalformedData"/> says to throw; else it is passed over. The
    /// enumerator may be asked for the next event.
    /// </exception>
    /// <exception cref="SseClientException">The stream can't be had and trying again would not help.</exception>
    /// <exception cref="SseEventTooLargeException">An event is larger than <see cref="SseClientOptions.MaxEventBytes"/>.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    /// <exception cref="InvalidOperationException">Somebody is reading already.</exception>
    public IAsyncEnumerable<TEvent> ReadAllAsync<TEvent>(CancellationToken cancellationToken = default)
        where TEvent : ISseEvent<TEvent>, ISseReadable<TEvent> =>
        new OutcomeStream<TEvent>(RunAsync<Outcome<TEvent>>(new EventConverter<TEvent>(_context).Convert, CancellationToken.None), cancellationToken);

    /// <summary>Reads a stream by a request of this reading's own, beside any other reading of this client.</summary>
    /// <param name="request">What it asks for, where it differs from the client's options.</param>
    /// <param name="cancellationToken">Ends reading at once.</param>
    /// <returns>
    /// The events. It ends without an error when the server has completed the stream, or has ended it and the request isn't
    /// to be sent again, or when the client is disposed. <see cref="State"/> and <see cref="LastEventId"/> tell nothing of it,
    /// and <see cref="Restart"/> leaves it alone.
    /// </returns>
    /// <exception cref="ArgumentException">The request makes no sense.</exception>
    /// <exception cref="SseConnectionLostException">The stream was lost, and the request is not to be sent again.</exception>
    /// <exception cref="SseClientException">The stream can't be had and trying again would not help.</exception>
    /// <exception cref="SseEventTooLargeException">An event is larger than <see cref="SseClientOptions.MaxEventBytes"/>.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public IAsyncEnumerable<SseMessage> ReadAllAsync(SseRequest request, CancellationToken cancellationToken = default) =>
        Read<SseMessage>(request, _ => new MessageConverter().Convert, cancellationToken);

    /// <summary>Reads one declared event by a request of this reading's own; events of other types are passed over.</summary>
    /// <typeparam name="TEvent">The event. One that can't be read back doesn't compile here.</typeparam>
    /// <inheritdoc cref="ReadAllAsync(SseRequest, CancellationToken)"/>
    /// <exception cref="SseUnreadableEventException">The data doesn't fit, and <see cref="SseClientOptions.MalformedData"/> says to throw.</exception>
    public IAsyncEnumerable<TEvent> ReadAllAsync<TEvent>(SseRequest request, CancellationToken cancellationToken = default)
        where TEvent : ISseEvent<TEvent>, ISseReadable<TEvent> =>
        Read<TEvent>(request, static context => new EventConverter<TEvent>(context).Convert, cancellationToken);

    /// <summary>
    /// Drops the connection, if there is one, and connects again without waiting, as after a change of networks. What has
    /// been received already is still read. Does nothing while nobody reads. A request that must not be sent again
    /// (<see cref="SseClientOptions.Reconnect"/>) ends the reading instead.
    /// </summary>
    public void Restart() => _status.Restart();

    /// <summary>Ends reading at once, also a blocked read, and closes the connection.</summary>
    public void Dispose()
    {
        if (_disposed.IsCancellationRequested) return;
        _disposed.Cancel();
        _endpoint.Dispose();
    }

    internal async IAsyncEnumerable<T> RunAsync<T>(
        FrameConverter<T> convert, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed.IsCancellationRequested, this);
        if (Interlocked.Exchange(ref _reading, 1) != 0) throw new InvalidOperationException("This client is being read already; make another one for a second reader.");
        try
        {
            var reading = new Reading<T>(_context, _status, convert);
            await foreach (var item in reading.RunAsync(_disposed.Token, cancellationToken).ConfigureAwait(false)) yield return item;
        }
        finally
        {
            Volatile.Write(ref _reading, 0);
        }
    }

    private OutcomeStream<T> Read<T>(SseRequest request, Func<ReadingContext, FrameConverter<Outcome<T>>> converter, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ObjectDisposedException.ThrowIf(_disposed.IsCancellationRequested, this);
        var options = SseClientOptionsValidator.ValidCopy(_context.Options, request);
        var context = _context with { Options = options, Sender = new StreamSender(_endpoint, options, _context.Logger) };
        return new OutcomeStream<T>(new Readings<T>(context, options.LastEventId ?? "", () => converter(context), _disposed.Token), cancellationToken);
    }
}
