namespace Sse;

/// <summary>The contracts of the events that every hub's streams may hold besides its own: docs/protocol.md.</summary>
internal static class OwnEvents
{
    /// <summary>The scope of their names in documents.</summary>
    public const string Scope = "Sse";

    /// <summary>A gap, and the end of a snapshot.</summary>
    public static IReadOnlyList<ContractEvent> All { get; } = ContractDocument.Parse(
        """
        {"sse":1,"events":[
          {"event":"sse-gap","type":"Gap","description":"Events may be missing before the next one: the position that the client gave could not be honoured.","schema":{
            "type":"object","properties":{
              "reason":{"type":"string","enum":["Evicted","OtherEpoch","Ahead","Malformed","Bounded"],"description":"Why."},
              "requested":{"type":["string","null"],"description":"What the client gave, cut to 256 characters; null if it was longer than any id can be."},
              "oldest":{"type":"string","description":"The position right before the oldest event that is retained."},
              "resumed":{"type":"string","description":"The position after which the stream goes on."}},
            "required":["reason","requested","oldest","resumed"]}},
          {"event":"sse-live","type":"Live","description":"The end of a snapshot: what comes now is live, and what was not in the snapshot is gone.","schema":{
            "type":"object","properties":{
              "count":{"type":"integer","format":"int64","description":"How many events of the snapshot were sent on this connection."},
              "position":{"type":"string","description":"Where live begins."},
              "complete":{"type":"boolean","description":"False when a key was lost without a removal: what the client still holds of it may be true."}},
            "required":["count","position","complete"]}}]}
        """).Events;
}
