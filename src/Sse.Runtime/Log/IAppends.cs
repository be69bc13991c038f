namespace Sse;

/// <summary>Who orders what is published, before it comes into the log.</summary>
/// <remarks>Thread-safe.</remarks>
internal interface IAppends : IDisposable
{
    /// <summary>The log that it fills: another one when what is stored was replaced.</summary>
    HubLog Log { get; }

    /// <summary>Called when another log is about to take the place of this one.</summary>
    Action<HubLog, HubLog>? OnReplacing { get; set; }

    /// <summary>Called when another log has taken the place of this one.</summary>
    Action<HubLog>? OnReplaced { get; set; }

    /// <summary>Called with each order to disconnect that another process has given.</summary>
    Action<ClaimDisconnect>? OnDisconnect { get; set; }

    /// <summary>What was redeemed and who was disconnected, by whichever process.</summary>
    TicketBook Tickets { get; }

    /// <summary>The name of the class that keeps what is published.</summary>
    string StoreName { get; }

    /// <summary>Whether the log is here.</summary>
    bool IsOpen { get; }

    /// <summary>How many events were handed over that are not in the log yet.</summary>
    long Queued { get; }

    /// <summary>Why nothing comes into the log at the moment; null when all is well.</summary>
    Exception? Problem { get; }

    /// <summary>Hands an event over. What it spans is copied.</summary>
    void Publish(scoped in SseAppend append);

    /// <summary>Hands an event over; completes when it is in the log.</summary>
    Task<SsePosition> PublishAsync(scoped in SseAppend append);

    /// <summary>Hands the completion of topics over.</summary>
    void Complete(SseTopicSelection topics);

    /// <summary>Hands an order to disconnect over, for the other processes that read the log.</summary>
    void Disconnect(ClaimDisconnect order);

    /// <summary>Hands an attempt to redeem a ticket over; completes when <see cref="Tickets"/> has it in the order of the log.</summary>
    Task ClaimAsync(TicketClaim claim);

    /// <summary>
    /// Waits, not for long, until the log has come as far as a position that a reader names: this process may be behind the
    /// one that told it.
    /// </summary>
    /// <returns>
    /// False when nobody can say at the moment whether there is such a position. True when it is here, or known not to exist.
    /// </returns>
    ValueTask<bool> WaitForAsync(SsePosition position, CancellationToken cancellationToken);

    /// <summary>Brings into the log what there is, before anything is read or published.</summary>
    Task OpenAsync(CancellationToken cancellationToken);

    /// <summary>Takes no more, and brings what was handed over where it belongs, or gives it up when the time is over.</summary>
    Task StopAsync(CancellationToken cancellationToken);
}
