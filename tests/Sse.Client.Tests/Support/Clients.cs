using System.Threading.Channels;

namespace Sse.Tests;

/// <summary>Options under a clock that stands still, with the jitter at its most: what is waited is exactly the ceiling.</summary>
internal sealed class TestOptions
{
    private readonly Channel<SseRetrying> _retries = Channel.CreateUnbounded<SseRetrying>();

    public TestOptions()
    {
        Options = new SseClientOptions
        {
            TimeProvider = Time,
            ConnectTimeout = Timeout.InfiniteTimeSpan,
            ReconnectDelay = TimeSpan.Zero,
            Random = () => 1,
            OnRetrying = retrying => _retries.Writer.TryWrite(retrying),
        };
    }

    public FakeTimeProvider Time { get; } = new();

    public SseClientOptions Options { get; }

    /// <summary>The next reconnect the client announces.</summary>
    public Task<SseRetrying> RetryAsync() => _retries.Reader.ReadAsync(TestContext.Current.CancellationToken).Soon();

    public bool HasRetried => _retries.Reader.TryPeek(out _);

    /// <summary>Waits for the next reconnect to be announced and its wait to begin, and lets that time pass.</summary>
    public async Task<SseRetrying> PassRetryAsync()
    {
        var retry = await RetryAsync();
        if (retry.Delay > TimeSpan.Zero)
        {
            await Bounded.Until(() => Time.ArmedTimers > 0, "the client waits");
            Time.Advance(retry.Delay);
        }
        return retry;
    }
}

/// <summary>A handler that is a function.</summary>
internal sealed class StubHandler(Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> answer) : HttpMessageHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => answer(request, cancellationToken);

    public static HttpClient Client(Func<HttpRequestMessage, HttpResponseMessage> answer) =>
        new(new StubHandler((request, _) => Task.FromResult(answer(request))));

    public static HttpResponseMessage EventStream(string text) => EventStream(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text)));

    public static HttpResponseMessage EventStream(Stream body)
    {
        var response = new HttpResponseMessage { Content = new StreamContent(body) };
        response.Content.Headers.TryAddWithoutValidation("Content-Type", "text/event-stream");
        return response;
    }
}
