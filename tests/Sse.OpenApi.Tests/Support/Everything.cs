using System.Text.Json;
using System.Text.Json.Serialization;

namespace Sse.Tests;

[Flags]
public enum Rights
{
    Read = 1,
    Write = 2,
}

[JsonConverter(typeof(JsonStringEnumConverter<Mode>))]
public enum Mode
{
    Slow,
    Fast,
}

[JsonDerivedType(typeof(Circle), "circle")]
[JsonDerivedType(typeof(Square), "square")]
public abstract record Shape(string Name);

public sealed record Circle(string Name, double Radius) : Shape(Name);

public sealed record Square(string Name, Shape? Inner) : Shape(Name);

/// <summary>A member of every kind.</summary>
[SseEvent("everything")]
public partial record Everything(byte Small, long Large, ulong Larger, Int128 Largest, float Single, Half Half, decimal Money, char Letter, bool Flag)
{
    public Guid Id { get; init; }

    public DateTime Local { get; init; }

    public DateOnly Day { get; init; }

    public TimeOnly Time { get; init; }

    public TimeSpan Span { get; init; }

    public Uri? Address { get; init; }

    public Version? Version { get; init; }

    public byte[]? Bytes { get; init; }

    public Rights Rights { get; init; }

    public Mode? Mode { get; init; }

    public Shape? Shape { get; init; }

    public IReadOnlyList<Shape> Shapes { get; init; } = [];

    public Dictionary<Guid, int> ById { get; init; } = [];

    public Dictionary<string, Part?>? ByName { get; init; }

    public JsonElement Any { get; init; }

    [JsonNumberHandling(JsonNumberHandling.WriteAsString)]
    public long AsText { get; init; }

    [JsonNumberHandling(JsonNumberHandling.AllowNamedFloatingPointLiterals)]
    public double Named { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Rare { get; init; }

    [Obsolete("Use Rare.")]
    public string? Old { get; init; }
}

[SseHub(typeof(Everything))]
public sealed partial class EverythingHub;

/// <summary>Other types of names that are taken.</summary>
public static partial class Others
{
    [SseEvent("other-progress")]
    public partial record Progress(string Text, Side Side);

    [SseEvent("third-progress")]
    public partial record ThirdProgress(Side Side);

    public enum Side
    {
        Left,
        Right,
    }
}
