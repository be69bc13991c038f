using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Sse.Testing;

/// <summary>An application under test: what its streams say, who asks for them, and what time it is.</summary>
/// <remarks>Thread-safe. Any number of them may run side by side.</remarks>
public abstract class SseTestHost : IAsyncDisposable
{
    private const int MostShownOfAnswer = 1_000;
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(1);

    private readonly SseTestOptions _options;
    private readonly Lock _lock = new();
    private readonly List<SseTestStream> _streams = [];

    private protected SseTestHost(SseTestOptions options)
    {
        _options = options;
        Clock = new FakeTimeProvider(options.StartTime);
    }

    /// <summary>
    /// The application's <see cref="TimeProvider"/>: heartbeats, retention, expiry go by it. It stands still but for what a test says. For more than a few seconds use
    /// <see cref="Advance"/>, which lets the streams keep pace.
    /// </summary>
    public FakeTimeProvider Clock { get; }

    /// <summary>The application's services.</summary>
    public abstract IServiceProvider Services { get; }

    private protected TestRequests Requests { get; } = new();

    /// <summary>A client of the application, which follows no redirect and keeps no cookies. Dispose of it.</summary>
    /// <param name="user">Who its requests are signed in as; null for nobody. A name will do.</param>
    public HttpClient CreateClient(SseTestUser? user = null)
    {
        var client = CreateClient();
        // Streams last longer than any request.
        client.Timeout = Timeout.InfiniteTimeSpan;
        if (user is not null) Requests.SignIn(client, user);
        return client;
    }

    /// <summary>Opens a stream of a hub. What is published from then on reaches it live.</summary>
    /// <typeparam name="THub">The hub, whose declaration says what its events are.</typeparam>
    /// <param name="path">Path and query.</param>
    /// <param name="user">Who asks for it; null for nobody. A name will do.</param>
    /// <param name="from">Where it begins: live by default, <see cref="SseStart.Earliest"/>, <see cref="SseStart.Snapshot"/>, or a position.</param>
    /// <exception cref="SseAssertionException">The answer is no stream.</exception>
    public Task<SseTestStream> Subscribe<THub>(string path, SseTestUser? user = null, SseStart from = default)
        where THub : SseHub, ISseHub<THub> => OpenAsync(() => new HttpRequestMessage(HttpMethod.Get, path), user, LastEventIdOf(from), THub.TryRead);

    /// <summary>Opens a stream of whatever events.</summary>
    /// <param name="path">Path and query.</param>
    /// <param name="user">Who asks for it; null for nobody. A name will do.</param>
    /// <param name="lastEventId">What a client sends as <c>Last-Event-ID</c>; empty for nothing.</param>
    /// <exception cref="SseAssertionException">The answer is no stream.</exception>
    public Task<SseTestStream> Subscribe(string path, SseTestUser? user = null, string lastEventId = "") => OpenAsync(() => new HttpRequestMessage(HttpMethod.Get, path), user, lastEventId, reader: null);

    /// <summary>Opens a stream by a request of any kind, such as a POST.</summary>
    /// <param name="request">Makes the request: once now, and again for each <see cref="SseTestStream.Resume"/>.</param>
    /// <param name="user">Who asks for it; null for nobody. A name will do.</param>
    /// <exception cref="SseAssertionException">The answer is no stream.</exception>
    public Task<SseTestStream> Subscribe(Func<HttpRequestMessage> request, SseTestUser? user = null) => OpenAsync(request, user, lastEventId: "", reader: null);

    /// <summary>A stream is refused.</summary>
    /// <param name="path">Path and query.</param>
    /// <param name="status">With which status.</param>
    /// <param name="user">Who asks for it; null for nobody. A name will do.</param>
    /// <returns>The answer's body.</returns>
    /// <exception cref="SseAssertionException">It is opened, or refused with another status.</exception>
    public async Task<string> Refused(string path, HttpStatusCode status, SseTestUser? user = null)
    {
        using var client = CreateClient(user);
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        using var response = await SendAsync(client, request).ConfigureAwait(false);
        if (response.StatusCode != status)
            throw new SseAssertionException($"{path} was expected to be refused with {(int)status}. It was answered with {(int)response.StatusCode}.") { Status = response.StatusCode };
        return await response.Content.ReadAsStringAsync().WaitAsync(_options.Patience).ConfigureAwait(false);
    }

    /// <summary>Sends a POST and expects that it succeeds.</summary>
    /// <param name="path">Path and query.</param>
    /// <param name="content">The body, such as <c>JsonContent.Create(…)</c>; null for none. It is disposed of.</param>
    /// <param name="user">Who sends it; null for nobody. A name will do.</param>
    /// <returns>The answer. Dispose of it.</returns>
    /// <exception cref="SseAssertionException">The status is none of success.</exception>
    public async Task<HttpResponseMessage> Post(string path, HttpContent? content = null, SseTestUser? user = null)
    {
        using var client = CreateClient(user);
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        var response = await client.SendAsync(request).WaitAsync(_options.Patience).ConfigureAwait(false);
        return response.IsSuccessStatusCode ? response : throw await RefusalAsync($"POST {path}", response).ConfigureAwait(false);
    }

    /// <summary>What was published to a hub, in order, each event with its topic and position.</summary>
    /// <typeparam name="THub">The hub.</typeparam>
    /// <exception cref="InvalidOperationException">Not all of it is in the hub's memory any more.</exception>
    public IReadOnlyList<SseHubMessage> Published<THub>()
        where THub : SseHub, ISseHub<THub> => PublishedEvents.Read((HubCore)Services.GetRequiredService<THub>().Core, THub.TryRead);

    /// <summary>Lets time pass, a second after the other, and the open streams of the test keep pace with it: they receive what each brings.</summary>
    /// <param name="time">How long.</param>
    public async Task Advance(TimeSpan time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.Zero);
        for (var left = time; left > TimeSpan.Zero; left -= Step)
        {
            Clock.Advance(left < Step ? left : Step);
            SseTestStream[] streams;
            lock (_lock) streams = [.. _streams];
            foreach (var stream in streams) await stream.SettleAsync().ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Lets time pass until something has happened: for code that waits by the clock and may not be waiting yet, so that nobody can say how much time it takes.
    /// </summary>
    /// <param name="happens">What is to happen, such as a stream's next event.</param>
    /// <param name="step">How much time passes at once; a second by default.</param>
    /// <exception cref="SseAssertionException">It doesn't happen in twice <see cref="SseTestOptions.Patience"/>.</exception>
    public async Task<T> AdvanceUntil<T>(Task<T> happens, TimeSpan? step = null)
    {
        ArgumentNullException.ThrowIfNull(happens);
        var begun = TimeProvider.System.GetTimestamp();
        while (!happens.IsCompleted)
        {
            if (TimeProvider.System.GetElapsedTime(begun) > 2 * _options.Patience) throw new SseAssertionException($"It was expected to happen by {Clock.GetUtcNow():u}. It hasn't, in {2 * _options.Patience.TotalSeconds} s of real time.");
            await Advance(step ?? Step).ConfigureAwait(false);
            // The code under test needs real time to run.
            await Task.WhenAny(happens, Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System)).ConfigureAwait(false);
        }
        return await happens.ConfigureAwait(false);
    }

    /// <summary>Ends its streams, then the application.</summary>
    public async ValueTask DisposeAsync()
    {
        SseTestStream[] streams;
        lock (_lock) streams = [.. _streams];
        foreach (var stream in streams) await stream.DisposeAsync().ConfigureAwait(false);
        await StopAsync().ConfigureAwait(false);
        GC.SuppressFinalize(this);
    }

    private protected abstract HttpClient CreateClient();

    private protected abstract ValueTask StopAsync();

    private protected async Task<SseTestStream> OpenAsync(Func<HttpRequestMessage> request, SseTestUser? user, string lastEventId, SseEventReader? reader)
    {
        var stream = await SseTestStream.OpenAsync(id => ConnectAsync(request, user, id), lastEventId, reader, _options.Patience).ConfigureAwait(false);
        lock (_lock) _streams.Add(stream);
        return stream;
    }

    private protected static string LastEventIdOf(SseStart start) => start.Position?.ToString() ?? (start.IsEarliest ? ProtocolWords.Earliest : start.IsSnapshot ? ProtocolWords.Snapshot : "");

    private async Task<StreamReceiver> ConnectAsync(Func<HttpRequestMessage> make, SseTestUser? user, string lastEventId)
    {
        var client = CreateClient(user);
        using var request = make();
        request.Headers.Accept.ParseAdd(ProtocolWords.MediaType);
        if (lastEventId.Length > 0) request.Headers.TryAddWithoutValidation(ProtocolWords.LastEventIdHeader, lastEventId);
        var followed = Requests.Follow(request);
        var response = await SendAsync(client, request).ConfigureAwait(false);
        if (response.StatusCode == HttpStatusCode.OK && response.Content.Headers.ContentType?.MediaType == ProtocolWords.MediaType) return new StreamReceiver(response, followed, client, lastEventId);
        throw await RefusalAsync($"A stream of {request.RequestUri}", response).ConfigureAwait(false);
    }

    private Task<HttpResponseMessage> SendAsync(HttpClient client, HttpRequestMessage request) =>
        client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead).WaitAsync(_options.Patience);

    private static async Task<SseAssertionException> RefusalAsync(string asked, HttpResponseMessage response)
    {
        var body = response.StatusCode == HttpStatusCode.OK ? "" : await response.Content.ReadAsStringAsync().ConfigureAwait(false);
        if (body.Length > MostShownOfAnswer) body = body[..MostShownOfAnswer] + "…";
        return new($"{asked} was expected. The answer is {(int)response.StatusCode} {response.Content.Headers.ContentType}{(body.Length > 0 ? ": " + body : "")}") { Status = response.StatusCode };
    }
}
