namespace Sse;

/// <summary>A record that waits to be appended, and who waits for its position.</summary>
/// <param name="record">The record.</param>
/// <param name="waiter">Told its position, or why it has none; null when nobody waits.</param>
internal sealed class PendingAppend(StoreRecord record, TaskCompletionSource<SsePosition>? waiter)
{
    /// <summary>No record at all.</summary>
    public static readonly PendingAppend Nothing = new(new StoreRecord { Kind = StoreRecordKind.Event, At = default }, waiter: null);

    private const int Overhead = 128;

    public StoreRecord Record { get; } = record;

    public TaskCompletionSource<SsePosition>? Waiter { get; } = waiter;

    /// <summary>What it takes in memory, about.</summary>
    public long Bytes { get; } = Overhead + record.Frame.Length + record.Key.Length;

    /// <summary>What is said of one that came too late for its topic.</summary>
    public static SseTopicCompletedException BehindCompletion() =>
        new("A topic of the event was completed before the event: nothing can be published to it any more.");

    /// <summary>It will not be appended.</summary>
    public void Fail(Exception exception) => Waiter?.TrySetException(exception);
}
