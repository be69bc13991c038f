namespace Sse;

/// <summary>Whom a change of a contract breaks.</summary>
[Flags]
public enum SseContractBreaks
{
    /// <summary>Nobody.</summary>
    None = 0,

    /// <summary>Clients of before, on servers of now: nobody may deploy the server while such clients are about.</summary>
    OldClients = 1,

    /// <summary>Clients of now, on servers of before: servers are deployed first.</summary>
    NewClients = 2,
}
