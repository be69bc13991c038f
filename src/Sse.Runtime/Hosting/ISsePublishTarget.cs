namespace Sse;

/// <summary>Where a publish scope's events go instead of the hub's log: into a transaction's outbox, a test's list.</summary>
/// <remarks>Called by whoever publishes, on its thread.</remarks>
public interface ISsePublishTarget
{
    /// <summary>Takes a record. What it throws comes out of the publish.</summary>
    /// <param name="record">The record, checked as the hub checks what is published to it.</param>
    void Publish(StoreRecord record);

    /// <summary>Takes a record.</summary>
    /// <param name="record">The record, checked as the hub checks what is published to it.</param>
    /// <param name="cancellationToken">The publisher's.</param>
    ValueTask PublishAsync(StoreRecord record, CancellationToken cancellationToken);
}
