namespace Sse.Tests.Hubs;

[SseEvent("price")]
public partial record PriceChanged(string Symbol, decimal Price);

[SseEvent("halted")]
public readonly partial record struct Halted(string Symbol);

[SseEvent]
internal sealed partial class Audited
{
    public required string Who { get; init; }
}

[SseHub(typeof(PriceChanged), typeof(Halted))]
public sealed partial class MarketHub;

[SseHub(typeof(PriceChanged), Topics = SseTopics.Required)]
public sealed partial class UserHub;

[SseHub(typeof(PriceChanged), typeof(Audited), Topics = SseTopics.None)]
public sealed partial class AuditHub;

[SseHub(typeof(Quoted), typeof(Delisted), typeof(Progressed))]
public sealed partial class QuoteHub;
