using System.Text.Json;
using System.Threading.Channels;

namespace Sse.ContractService;

/// <summary>One client, and the callbacks that tell what it receives, one after another and numbered.</summary>
internal sealed class RunningClient : IAsyncDisposable
{
    private const int LargestEvent = 1 << 30;

    private readonly Channel<Callback> _callbacks = Channel.CreateUnbounded<Callback>(new UnboundedChannelOptions { SingleReader = true });
    private readonly CancellationTokenSource _stopped = new();
    private readonly HttpClient _http = new();
    private readonly SseClient _client;
    private readonly Task _reading;
    private readonly Task _posting;

    public RunningClient(CreateParameters parameters, Uri stream, Uri callback, ILogger<SseClient> logger)
    {
        _client = new SseClient(stream, Options(parameters), logger);
        _reading = ReadAsync();
        _posting = PostAsync(callback.AbsoluteUri.TrimEnd('/'));
    }

    public IResult Restart()
    {
        _client.Restart();
        return Results.Accepted();
    }

    public async ValueTask DisposeAsync()
    {
        await _stopped.CancelAsync();
        _client.Dispose();
        await _reading;
        await _posting;
        _http.Dispose();
        _stopped.Dispose();
    }

    private SseClientOptions Options(CreateParameters parameters)
    {
        var options = new SseClientOptions
        {
            Method = parameters.Method is { Length: > 0 } method ? new HttpMethod(method) : HttpMethod.Get,
            Content = parameters.Body is { } body ? () => new StringContent(body) : null,
            LastEventId = parameters.LastEventId,
            // Suites try an EventSource with a method and a body: it reconnects whatever it sends.
            Reconnect = SseReconnect.Always,
            MaxEventBytes = LargestEvent,
            OnComment = comment => Tell(new Callback("comment") { Comment = comment }),
            OnRetrying = TellRetry,
        };
        if (parameters.InitialDelayMs is { } delay) options.ReconnectDelay = TimeSpan.FromMilliseconds(delay);
        if (options.MaxReconnectDelay < options.ReconnectDelay) options.MaxReconnectDelay = options.ReconnectDelay;
        if (parameters.ReadTimeoutMs is { } timeout) options.ReadTimeout = TimeSpan.FromMilliseconds(timeout);
        foreach (var (name, value) in parameters.Headers ?? []) options.Headers[name] = value;
        return options;
    }

    private async Task ReadAsync()
    {
        try
        {
            await foreach (var message in _client.ReadAllAsync(_stopped.Token))
            {
                Tell(new Callback("event") { Event = new ReceivedEvent(message.Type, message.Text, message.LastEventId) });
            }
        }
        catch (OperationCanceledException)
        {
            // The suite has stopped it.
        }
        catch (Exception error) when (error is SseClientException or IOException)
        {
            Tell(new Callback("error") { Error = error.Message });
        }
        finally
        {
            _callbacks.Writer.Complete();
        }
    }

    private void TellRetry(SseRetrying retrying)
    {
        // Asked for by the suite itself: nothing was lost.
        if (retrying.Reason == SseRetryReason.Restart) return;
        Tell(new Callback("error") { Error = retrying.Error?.Message ?? retrying.Reason.ToString() });
    }

    private void Tell(Callback callback) => _callbacks.Writer.TryWrite(callback);

    private async Task PostAsync(string callbackUrl)
    {
        var number = 0;
        try
        {
            await foreach (var callback in _callbacks.Reader.ReadAllAsync(_stopped.Token))
            {
                using var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(callback, JsonSerializerOptions.Web));
                content.Headers.ContentType = new("application/json");
                using var response = await _http.PostAsync(new Uri($"{callbackUrl}/{++number}"), content, _stopped.Token);
            }
        }
        catch (Exception error) when (error is OperationCanceledException or HttpRequestException)
        {
            // The suite has stopped it, or is gone.
        }
    }
}
