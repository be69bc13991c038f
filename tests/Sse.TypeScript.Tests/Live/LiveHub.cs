using System.Text.Json.Serialization;

namespace Sse.Tests.Live;

/// <summary>A price, the <paramref name="N"/>th.</summary>
/// <param name="Symbol">What is traded.</param>
/// <param name="N">Counts.</param>
[SseEvent("tick")]
public sealed partial record Tick([SseKey] string Symbol, long N);

[SseEvent("gone", Removes = typeof(Tick))]
public sealed partial record Gone([SseKey] string Symbol);

/// <summary>Members of every form.</summary>
[SseEvent("wide")]
public sealed partial record Wide(ulong Large, decimal? Price, Guid Id, DateTimeOffset At, TimeSpan For, Level Level, Rights Rights, Shape Shape, IReadOnlyList<Shape> Shapes, Dictionary<string, long> Counts, Branch Tree, byte[] Bytes, string? Nothing);

/// <summary>How bad it is.</summary>
public enum Level
{
    /// <summary>All is well.</summary>
    Fine,
    Bad = -1,
}

[Flags]
public enum Rights
{
    None = 0,
    Read = 1,
    Write = 2,
}

[JsonDerivedType(typeof(Circle), "circle")]
[JsonDerivedType(typeof(Square), "square")]
public abstract record Shape;

public sealed record Circle(decimal Radius) : Shape;

public sealed record Square(double Side) : Shape;

public sealed record Branch(long Count, IReadOnlyList<Branch> Children);

/// <summary>What the TypeScript client reads from a real server.</summary>
[SseHub(typeof(Tick), typeof(Gone), typeof(Wide))]
public sealed partial class LiveHub;
