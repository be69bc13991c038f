namespace Sse.Benchmarks.Events;

/// <summary>One value of each event.</summary>
internal static class Samples
{
    private static readonly Guid Id = Guid.Parse("0f8fad5b-d9cb-469f-a165-70867728950e");
    private static readonly DateTimeOffset At = new(2026, 1, 2, 3, 4, 5, 678, TimeSpan.FromHours(1));

    public static Small Small { get; } = new("ACME", 12.5m);

    public static Medium Medium { get; } = new(Id, "ACME", Side.Sell, 1234.56m, 250, 1250.25, At, new DateOnly(2026, 1, 5), new Venue("XETRA", 276), ["limit", "day", "algo"]);

    public static Large Large { get; } = new(Id, At, [.. Enumerable.Range(1, 50).Select(number => new Line(number, $"Product number {number}", number * 1.25m, number * 3, number % 2 == 0))]);
}
