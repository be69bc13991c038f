using System.Threading.Channels;

namespace Sse.Tests;

/// <summary>Reads a stream to its end in the background, and hands on what came, one by one.</summary>
internal sealed class Collector<T> : IAsyncDisposable
{
    private readonly Channel<T> _items = Channel.CreateUnbounded<T>();
    private readonly CancellationTokenSource _cancelled = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

    public Collector(Func<CancellationToken, IAsyncEnumerable<T>> read) => Ended = RunAsync(read);

    /// <summary>Completes, or fails, as the reading does.</summary>
    public Task Ended { get; }

    public Task<T> NextAsync() => _items.Reader.ReadAsync(TestContext.Current.CancellationToken).Soon();

    public bool IsEmpty => !_items.Reader.TryPeek(out _);

    public void Cancel() => _cancelled.Cancel();

    public async ValueTask DisposeAsync()
    {
        await _cancelled.CancelAsync();
        await Ended.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default).Soon();
        _cancelled.Dispose();
    }

    private async Task RunAsync(Func<CancellationToken, IAsyncEnumerable<T>> read)
    {
        try
        {
            await foreach (var item in read(_cancelled.Token)) _items.Writer.TryWrite(item);
        }
        finally
        {
            _items.Writer.TryComplete();
        }
    }
}

internal static class Collect
{
    public static Collector<SseMessage> From(SseClient client) => new(client.ReadAsync);

    public static async Task<string> NextTextAsync(this Collector<SseMessage> collector) => (await collector.NextAsync()).Text;
}
