namespace Sse;

/// <summary>One difference between two contracts of a hub.</summary>
public sealed record SseContractChange
{
    /// <summary>Whom it breaks.</summary>
    public required SseContractBreaks Breaks { get; init; }

    /// <summary>Where it is: the hub's name, an event's name on the wire, or a member behind it as in <c>price.symbol</c>.</summary>
    public required string Place { get; init; }

    /// <summary>What is different: of a break, what its client meets and doesn't expect.</summary>
    public required string Message { get; init; }

    /// <summary>All of it, as one line.</summary>
    public override string ToString() => $"{Kind}: {Place} {Message}";

    private string Kind => Breaks switch
    {
        SseContractBreaks.None => "harmless",
        SseContractBreaks.OldClients => "breaks old clients",
        SseContractBreaks.NewClients => "breaks new clients on old events",
        _ => "breaks old and new clients",
    };
}
