using System.Threading.Channels;

namespace Sse.Tests;

/// <summary>Reads a stream to its end in the background, and hands on what came, one by one.</summary>
internal sealed class Collector<T> : IAsyncDisposable
{
    private readonly Channel<T> _items;
    private readonly CancellationTokenSource _cancelled = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

    /// <summary>Begins the reading.</summary>
    /// <param name="read">What to read.</param>
    /// <param name="mostWaiting">How far it may read ahead of the test.</param>
    public Collector(Func<CancellationToken, IAsyncEnumerable<T>> read, int mostWaiting = int.MaxValue)
    {
        _items = mostWaiting == int.MaxValue ? Channel.CreateUnbounded<T>() : Channel.CreateBounded<T>(mostWaiting);
        Ended = RunAsync(read);
    }

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
            await foreach (var item in read(_cancelled.Token)) await _items.Writer.WriteAsync(item, _cancelled.Token);
        }
        finally
        {
            _items.Writer.TryComplete();
        }
    }
}

internal static class Collect
{
    public static Collector<SseMessage> From(SseClient client) => new(client.ReadAllAsync);

    public static async Task<string> NextTextAsync(this Collector<SseMessage> collector) => (await collector.NextAsync()).Text;
}
