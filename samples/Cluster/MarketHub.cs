using System.Text.Json.Serialization;
using Sse;

// How all nodes are, the first of them first.
[SseKey]
[SseEvent("nodes")]
internal sealed partial record NodesChanged(NodeState[] States);

// Which node serves the page that the topic names. It says so itself, through the log.
[SseKey]
[SseEvent("served")]
internal sealed partial record PageServed(int Node);

[JsonConverter(typeof(JsonStringEnumConverter<NodeState>))]
internal enum NodeState { Down, Starting, Running }

[SseHub(typeof(PriceChanged), typeof(NodesChanged), typeof(PageServed))]
internal sealed partial class MarketHub;
