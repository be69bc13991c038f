using System.Collections.Immutable;

namespace Sse.Tests.Differential.Events;

[SseEvent("integers")]
public partial record Integers(bool A, sbyte B, byte C, short D, ushort E, int F, uint G, long H, ulong I, Int128 J, UInt128 K);

[SseEvent("reals")]
public partial record Reals(Half A, float B, double C, decimal D);

[SseEvent("texts")]
public partial record Texts(string A, string? B, char C, Uri D, Uri? E, Version F, byte[] G, byte[]? H, Memory<byte> I, ReadOnlyMemory<byte> J, Guid K);

[SseEvent("times")]
public partial record Times(DateTime A, DateTimeOffset B, DateOnly C, TimeOnly D, TimeSpan E);

[SseEvent("nullables")]
public partial record struct Nullables(
    bool? A, sbyte? B, byte? C, short? D, ushort? E, int? F, uint? G, long? H, ulong? I, Int128? J, UInt128? K, Half? L, float? M, double? N, decimal? O,
    char? P, Guid? Q, DateTime? R, DateTimeOffset? S, DateOnly? T, TimeOnly? U, TimeSpan? V, Weekday? W, Colour? X, Place? Y, Memory<byte>? Z);

[SseEvent("enums")]
public partial struct Enums
{
    public Weekday Weekday { get; set; }
    public Colour Colour { get; set; }
    public Rights Rights { get; set; }
    public Huge Huge { get; set; }
    public Negative Negative { get; set; }
    [System.Text.Json.Serialization.JsonConverter(typeof(System.Text.Json.Serialization.JsonStringEnumConverter))] public Weekday Named { get; set; }
    [System.Text.Json.Serialization.JsonConverter(typeof(System.Text.Json.Serialization.JsonStringEnumConverter<Negative>))] public Negative? Typed { get; set; }
    [System.Text.Json.Serialization.JsonConverter(typeof(System.Text.Json.Serialization.JsonNumberEnumConverter<Colour>))] public Colour Numbered { get; set; }
    public Colour[] Colours { get; set; }
    public Dictionary<string, Colour?> Byname { get; set; }
}

[SseEvent]
public readonly partial record struct Collections(
    int[] A, string?[]? B, List<double> C, List<int?> D, ImmutableArray<Guid> E, HashSet<string> F, IEnumerable<byte> G, ICollection<bool> H, IList<char> I,
    IReadOnlyCollection<Place> J, IReadOnlyList<Place?> K, int[][] L, List<List<string[]>> M, byte[][] N, List<byte> O);

[SseEvent]
internal sealed partial class Dictionaries
{
    public Dictionary<string, int>? A { get; set; }
    public IDictionary<string, string?>? B { get; set; }
    public IReadOnlyDictionary<string, Dictionary<string, DateTimeOffset?>>? C { get; set; }
    public Dictionary<string, Place[]>? D { get; set; }
}

public enum Weekday { Monday, Tuesday, Wednesday = 10 }

[System.Text.Json.Serialization.JsonConverter(typeof(System.Text.Json.Serialization.JsonStringEnumConverter))]
public enum Colour : byte
{
    Red = 3,
    [System.Text.Json.Serialization.JsonStringEnumMemberName("grün & \"blau\"")] Green = 1,
    Blue = 2,
    日 = 4,
}

[Flags]
public enum Rights : short { None = 0, Read = 1, Write = 2, All = Read | Write }

public enum Huge : ulong { Small, Big = ulong.MaxValue }

#pragma warning disable CA1069 // The first of two names is the one that is written.
public enum Negative : sbyte { Zero, One = 1, Uno = 1, Below = -1 }
#pragma warning restore CA1069

public readonly record struct Place(string Name, double? Latitude, double? Longitude);
