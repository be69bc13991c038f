using System.Net;

namespace Sse;

/// <summary>
/// How a client asks, waits and gives up. Copied when the client is made: changes later have no effect on it, save for what
/// the delegates themselves look at.
/// </summary>
/// <remarks>
/// Callbacks run one after another, in the reader's own flow: reading goes on when they return. What one throws ends the
/// reading and reaches the reader.
/// </remarks>
public sealed class SseClientOptions
{
    /// <summary>The defaults.</summary>
    public SseClientOptions()
    {
    }

    /// <summary>A copy that nobody else can change.</summary>
    internal SseClientOptions(SseClientOptions other)
    {
        Method = other.Method;
        Headers = new Dictionary<string, string>(other.Headers, StringComparer.OrdinalIgnoreCase);
        Content = other.Content;
        ConfigureRequest = other.ConfigureRequest;
        LastEventId = other.LastEventId;
        MaxFrequency = other.MaxFrequency;
        Reconnect = other.Reconnect;
        EndMarks = new HashSet<string>(other.EndMarks, StringComparer.Ordinal);
        LastEventTypes = new HashSet<string>(other.LastEventTypes, StringComparer.Ordinal);
        MaxEventBytes = other.MaxEventBytes;
        MaxErrorBodyBytes = other.MaxErrorBodyBytes;
        ReconnectDelay = other.ReconnectDelay;
        MaxReconnectDelay = other.MaxReconnectDelay;
        HealthyAfter = other.HealthyAfter;
        ReadTimeout = other.ReadTimeout;
        MissedHeartbeats = other.MissedHeartbeats;
        ConnectTimeout = other.ConnectTimeout;
        TemporaryStatuses = new HashSet<HttpStatusCode>(other.TemporaryStatuses);
        IsTransient = other.IsTransient;
        UnknownEvents = other.UnknownEvents;
        MalformedData = other.MalformedData;
        TimeProvider = other.TimeProvider;
        OnOpened = other.OnOpened;
        OnResponse = other.OnResponse;
        OnRetrying = other.OnRetrying;
        OnComment = other.OnComment;
        OnGap = other.OnGap;
        OnClosed = other.OnClosed;
        Random = other.Random;
    }

    /// <summary>The same for one reading, which asks for something of its own.</summary>
    internal SseClientOptions(SseClientOptions other, SseRequest request)
        : this(other)
    {
        Method = request.Method ?? (request.Content is not null && Method == HttpMethod.Get ? HttpMethod.Post : Method);
        Content = request.Content ?? Content;
        foreach (var (name, value) in request.Headers) Headers[name] = value;
        LastEventId = request.LastEventId;
        Reconnect = request.Reconnect ?? Reconnect;
    }

    /// <summary>The request's method. GET by default.</summary>
    public HttpMethod Method { get; set; } = HttpMethod.Get;

    /// <summary>
    /// Headers of every request to the stream's own origin, of the content's too (<c>Content-Type</c>); they go before the
    /// client's own <c>Accept</c> and <c>Cache-Control</c>. Another origin that the server redirects to gets none of them.
    /// What can't be sent is refused when the client is made: a name that is none, a value with a line break, a content's
    /// header without <see cref="Content"/>, <c>Content-Length</c> and <c>Transfer-Encoding</c>.
    /// </summary>
    public IDictionary<string, string> Headers { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Makes the request's body: a new one whenever it is called, which is for every attempt and every redirect that keeps
    /// the body. What it throws ends the reading. A request with a body isn't sent again without an id to resume after: see
    /// <see cref="Reconnect"/>.
    /// </summary>
    public Func<HttpContent>? Content { get; set; }

    /// <summary>
    /// The last word on every request to the stream's own origin: a fresh token, a version, an option. The token given is
    /// cancelled when reading ends. The network's errors that it throws are a failed attempt, as those of the request itself;
    /// any other ends the reading.
    /// </summary>
    public Func<HttpRequestMessage, CancellationToken, ValueTask>? ConfigureRequest { get; set; }

    /// <summary>The id to resume after in the first request; null or empty for none.</summary>
    public string? LastEventId { get; set; }

    /// <summary>
    /// The most deliveries in a second that the client wants from a hub, above 0; null, the default, asks for no limit.
    /// What comes between two of them waits, and of each key only the newest is sent. Sent as the query
    /// <c>maxFrequency</c>; the endpoint may have a lower limit of its own.
    /// </summary>
    public decimal? MaxFrequency { get; set; }

    /// <summary>
    /// Whether the request is sent again when its stream is lost, or none could be had. Null, the default: always for a GET
    /// without a body, <see cref="SseReconnect.WhenResumable"/> for any other.
    /// </summary>
    public SseReconnect? Reconnect { get; set; }

    /// <summary>
    /// Data that says that the stream is over, such as <c>[DONE]</c>: an event with just this data ends the reading and is
    /// not handed on. None by default; Sse's own servers end a stream by its id.
    /// </summary>
    public ISet<string> EndMarks { get; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>Types of events after which nothing comes, such as <c>message_stop</c>: one is handed on and ends the reading. None by default.</summary>
    public ISet<string> LastEventTypes { get; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>The largest event accepted, in bytes; a larger one ends the reading. 8 MiB by default.</summary>
    public int MaxEventBytes { get; set; } = SseFrameParser.DefaultMaxEventBytes;

    /// <summary>How much of an error answer's body is read, in bytes, for <see cref="SseClientException.Body"/>. 64 KiB by default.</summary>
    public int MaxErrorBodyBytes { get; set; } = 64 * 1024;

    /// <summary>
    /// The most the client waits before its first reconnect, until the server says otherwise with <c>retry</c>. The wait is
    /// random between nothing and this, so that many clients don't come back at once. 1 s by default; 0 means at once.
    /// </summary>
    public TimeSpan ReconnectDelay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The wait never grows beyond this, save when the server asks for longer. 30 s by default.</summary>
    public TimeSpan MaxReconnectDelay { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// A connection that was open this long before it broke makes the next wait a first one again. 10 s by default. One that
    /// the server ends after it has said something is no failure, however short: the next wait is the server's <c>retry</c>,
    /// and at most a tenth of it on top.
    /// </summary>
    public TimeSpan HealthyAfter { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How long a stream may be silent before the client drops it and connects again. Null (the default): what the server's
    /// first comment tells of its heartbeat interval, times <see cref="MissedHeartbeats"/>, and forever when it tells nothing.
    /// <see cref="Timeout.InfiniteTimeSpan"/>: forever.
    /// </summary>
    public TimeSpan? ReadTimeout { get; set; }

    /// <summary>How many of the server's heartbeat intervals without a byte mean that the connection is dead. 3 by default.</summary>
    public int MissedHeartbeats { get; set; } = 3;

    /// <summary>How long the server may take to answer with its headers. 100 s by default; <see cref="Timeout.InfiniteTimeSpan"/>: forever.</summary>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(100);

    /// <summary>
    /// Statuses that mean "later" rather than "never", such as 429, 500, 502, 503 and 504; their <c>Retry-After</c> is
    /// honoured. Empty by default: to an EventSource every status but 200 is final.
    /// </summary>
    public ISet<HttpStatusCode> TemporaryStatuses { get; } = new HashSet<HttpStatusCode>();

    /// <summary>
    /// Which other errors of a request mean that another attempt may succeed, such as those of a resilience handler that
    /// gave up. The network's own always do (<see cref="HttpRequestException"/>, <see cref="IOException"/>,
    /// <see cref="TimeoutException"/> and their kind); every other ends the reading. None by default.
    /// </summary>
    public Func<Exception, bool>? IsTransient { get; set; }

    /// <summary>What a typed reader does with an event whose name its hub doesn't declare. Skipped by default: servers grow.</summary>
    public SseUnreadablePolicy UnknownEvents { get; set; } = SseUnreadablePolicy.Skip;

    /// <summary>What a typed reader does with a declared event whose data doesn't fit. Throws by default.</summary>
    public SseUnreadablePolicy MalformedData { get; set; } = SseUnreadablePolicy.Throw;

    /// <summary>The clock of every delay and timeout.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>A stream has been opened.</summary>
    public Action<SseOpened>? OnOpened { get; set; }

    /// <summary>An answer has come, whatever its status; redirects are not shown. Throwing refuses it for good.</summary>
    public Action<HttpResponseMessage>? OnResponse { get; set; }

    /// <summary>The connection is lost, or none could be made, and the client will wait and try again.</summary>
    public Action<SseRetrying>? OnRetrying { get; set; }

    /// <summary>A comment has been received; heartbeats are comments too.</summary>
    public Action<string>? OnComment { get; set; }

    /// <summary>
    /// The server could not go on where reading had stopped: events may be missing. Called before the reader gets the gap
    /// itself, as an event of type <c>sse-gap</c>.
    /// </summary>
    public Action<SseGap>? OnGap { get; set; }

    /// <summary>
    /// Reading has ended, for whatever reason. Called once for each reading. What it throws reaches the reader only when the
    /// reading ended by itself and without an error; otherwise it is logged, so that it hides nothing.
    /// </summary>
    public Action<SseClosed>? OnClosed { get; set; }

    /// <summary>Where delays take their jitter from: at least 0, less than 1.</summary>
#pragma warning disable CA5394 // Jitter is no secret.
    internal Func<double> Random { get; set; } = System.Random.Shared.NextDouble;
#pragma warning restore CA5394
}
