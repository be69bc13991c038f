// What the page about tests takes for granted: an application under test and one of its streams.
global using Microsoft.AspNetCore.Mvc.Testing;
global using Sse.Testing;
global using Xunit;

public static class Given
{
    public static SseTestApp<Program> app = null!;
    public static SseTestStream stream = null!;
}

public class Program;

[SseEvent]
public partial record OrderPaid(int Id);

[SseEvent]
public partial record Tick(int Number);

[SseHub(typeof(OrderPaid), typeof(Tick))]
public sealed partial class OrderHub;

public sealed class OrderService(OrderHub hub)
{
    public void Pay(int id) => hub.Publish(new OrderPaid(id));
}
