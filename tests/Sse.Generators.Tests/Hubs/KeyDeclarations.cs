namespace Sse.Tests.Hubs;

public enum Venue : byte { Unknown, Main }

[SseEvent("quote")]
public partial record Quoted([SseKey] string Symbol, decimal Price, [SseKey] Venue Venue);

[SseEvent("delisted", Removes = typeof(Quoted))]
public readonly partial record struct Delisted([property: SseKey] Venue Venue, [SseKey] string Symbol);

[SseEvent("status")]
public partial class StatusChanged
{
    [SseKey] public Guid Job { get; init; }

    [SseKey, System.Text.Json.Serialization.JsonIgnore] internal long Number = 7;

    [SseKey] private bool IsChild { get; init; } = true;

    public string Text { get; init; } = "";
}

[SseKey, SseEvent("progress")]
public partial record Progressed(int Percent);

[SseKey, SseEvent("ended", Removes = typeof(Progressed))]
public readonly partial record struct Ended(string Reason);

[SseEvent("kinds")]
public partial record AllKinds(
    [SseKey] char A, [SseKey] bool B, [SseKey] sbyte C, [SseKey] byte D, [SseKey] short E, [SseKey] ushort F, [SseKey] int G, [SseKey] uint H, [SseKey] long I,
    [SseKey] ulong J, [SseKey] Int128 K, [SseKey] UInt128 L, [SseKey] Guid M, [SseKey] DateOnly N, [SseKey] TimeOnly O, [SseKey] TimeSpan P, [SseKey] DayOfWeek Q);
