namespace Sse.Tests.Others;

[SseHub(typeof(Note))]
public sealed partial class MarketHub;
