using System.Globalization;
using System.Text.Json;

namespace Sse.Stores.Contract;

/// <summary>A client over HTTP that never comes back: what it sees, line by line.</summary>
internal sealed class StreamReading : IAsyncDisposable
{
    private readonly HttpClient _http = new() { Timeout = Timeout.InfiniteTimeSpan };
    private readonly CancellationTokenSource _end = CancellationTokenSource.CreateLinkedTokenSource(StoreContract.Cancellation);
    private readonly List<string> _events = [];
    private readonly Task _reading;
    private int _blocks;

    public StreamReading(Uri address, string topic, SsePosition? after = null, string endpoint = "hub")
    {
        var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address, $"{endpoint}/{topic}"));
        if (after is { } position) request.Headers.Add("Last-Event-ID", position.ToString());
        _reading = Task.Run(() => ReadAsync(request));
    }

    /// <summary>How many blocks came, heartbeats included.</summary>
    public int Blocks => Volatile.Read(ref _blocks);

    /// <summary>Whether the stream is open.</summary>
    public bool IsOpen => !_reading.IsCompleted;

    /// <summary>Waits until it got so many events: their name and, where they have one, their number.</summary>
    public async Task<IReadOnlyList<string>> UntilAsync(int count)
    {
        await Wait.UntilAsync(() => Events().Count >= count || !IsOpen, () => $"a client to get {count} events; it got {Events().Count}");
        if (!IsOpen && Events().Count < count) await _reading;
        return Events();
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _reading.ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        _end.Dispose();
        _http.Dispose();
    }

    private List<string> Events()
    {
        lock (_events) return [.. _events];
    }

    private async Task ReadAsync(HttpRequestMessage request)
    {
        using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, _end.Token);
        response.EnsureSuccessStatusCode();
        using var lines = new StreamReader(await response.Content.ReadAsStreamAsync(_end.Token));
        var name = "";
        while (await lines.ReadLineAsync(_end.Token) is { } line)
        {
            if (line.Length == 0) Interlocked.Increment(ref _blocks);
            else if (line.StartsWith("event: ", StringComparison.Ordinal)) name = line[7..];
            else if (line.StartsWith("data: ", StringComparison.Ordinal))
            {
                var data = JsonDocument.Parse(line[6..]).RootElement;
                var text = data.TryGetProperty("value", out var value) ? string.Create(CultureInfo.InvariantCulture, $"{name} {value}") : name;
                lock (_events) _events.Add(text);
            }
        }
    }
}
