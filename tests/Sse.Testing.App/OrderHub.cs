namespace Sse.Tests.Orders;

[SseEvent("order-placed")]
public partial record OrderPlaced(int Id, decimal Total);

[SseEvent("order-paid")]
public partial record OrderPaid(int Id, DateTimeOffset At);

[SseEvent("stock")]
public partial record Stock([SseKey] string Item, int Count);

[SseHub(typeof(OrderPlaced), typeof(OrderPaid), typeof(Stock))]
public sealed partial class OrderHub;
