namespace Sse;

/// <summary>Whom a change of a contract breaks.</summary>
[Flags]
public enum SseContractBreaks
{
    /// <summary>Nobody.</summary>
    None = 0,

    /// <summary>Clients of before, on servers of now: nobody may deploy the server while such clients are about.</summary>
    OldClients = 1,

    /// <summary>Clients of now, which meet what was written before: by servers not yet deployed, or stored in a log.</summary>
    NewClients = 2,
}
