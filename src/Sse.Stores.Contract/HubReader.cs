namespace Sse.Stores.Contract;

/// <summary>Reads a hub in the background and keeps what it got.</summary>
internal sealed class HubReader : IAsyncDisposable
{
    private readonly CancellationTokenSource _end = CancellationTokenSource.CreateLinkedTokenSource(StoreContract.Cancellation);
    private readonly List<SseHubMessage> _messages = [];

    public HubReader(ContractHub hub, SseTopicSelection topics, SseStart from)
    {
        // Open from here on, not from when the thread pool gets to it.
        var reading = hub.ReadAllAsync(topics, from, _end.Token).GetAsyncEnumerator(_end.Token);
        var first = reading.MoveNextAsync();
        Ended = Task.Run(async () =>
        {
            await using (reading)
            {
                for (var more = await first; more; more = await reading.MoveNextAsync())
                    lock (_messages) _messages.Add(reading.Current);
            }
        });
    }

    /// <summary>Ends when the stream ended, or with what it threw.</summary>
    public Task Ended { get; }

    public IReadOnlyList<SseHubMessage> Messages
    {
        get { lock (_messages) return [.. _messages]; }
    }

    public IReadOnlyList<object?> Events => [.. Messages.Select(message => message.Event)];

    /// <summary>Waits until it got so many.</summary>
    public async Task<IReadOnlyList<SseHubMessage>> UntilAsync(int count)
    {
        await Wait.UntilAsync(() => Messages.Count >= count || Ended.IsCompleted, () => $"a subscriber to get {count} messages; it got {Messages.Count}");
        Check.That(Messages.Count >= count, $"A subscriber's stream goes on: it ended after {Messages.Count} of {count} messages{(Ended.Exception is { } exception ? $", with {exception.InnerException}" : "")}.");
        return Messages;
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await Ended.ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        _end.Dispose();
    }
}
