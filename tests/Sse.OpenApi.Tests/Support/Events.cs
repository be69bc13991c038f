namespace Sse.Tests;

public enum Side
{
    Buy,
    Sell,
}

/// <summary>A price has changed.</summary>
/// <param name="Symbol">Which.</param>
/// <param name="Price">The last one paid.</param>
/// <param name="Side">Who began.</param>
/// <param name="Note">What was said, if anything was.</param>
[SseEvent("price")]
public partial record PriceChanged([SseKey] string Symbol, decimal Price, Side Side, string? Note);

[SseEvent("halted")]
public partial record Halted([SseKey] string Symbol, DateTimeOffset At);

/// <summary>Prices.</summary>
[SseHub(typeof(PriceChanged), typeof(Halted))]
public sealed partial class MarketHub;

public sealed record Part(string Name, IReadOnlyList<Part> Parts);

[SseEvent("message")]
public partial record Said(Guid Id, string Text, Side Side, Part? Part);

[SseHub(typeof(Said), Topics = SseTopics.Required)]
[Microsoft.AspNetCore.Authorization.Authorize]
public sealed partial class RoomHub;

[SseEvent("progress")]
public partial record Progress(int Percent);

[SseEvent("done")]
public partial record Done(Uri Result);
