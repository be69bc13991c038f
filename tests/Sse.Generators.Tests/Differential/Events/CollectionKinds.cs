using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Collections.ObjectModel;

namespace Sse.Tests.Differential.Events;

/// <summary>Collections that are read back.</summary>
[SseEvent]
public sealed partial record Sequences(
    ISet<int> A, SortedSet<string>? B, LinkedList<Place> C, Queue<int?> D, Stack<string?> E, ConcurrentQueue<int> F, ConcurrentStack<long> G,
    Collection<Guid>? H, ObservableCollection<string> I, ImmutableList<int> J, ImmutableHashSet<string>? K, ImmutableSortedSet<int> L, ImmutableQueue<int> M,
    ImmutableStack<string> N, IImmutableList<bool> O, IImmutableSet<long> P, Memory<int> Q, ReadOnlyMemory<Place> R, OwnList S, OwnSet? T, List<OwnList?> U);

/// <summary>Collections that System.Text.Json can't make.</summary>
[SseEvent]
public sealed partial record ReadOnlySequences(
    IReadOnlySet<int> A, ReadOnlyCollection<string> B, ConcurrentBag<int> C, FrozenSet<int> D, FrozenDictionary<string, int> E, ReadOnlyDictionary<string, int> F,
    ArraySegment<int> G, BlockingCollection<int> H, Lazily I);

[SseEvent]
public sealed partial record KeyKinds(
    Dictionary<bool, int> A, Dictionary<sbyte, int> B, Dictionary<byte, int> C, Dictionary<short, int> D, Dictionary<ushort, int> E, Dictionary<int, string?> F,
    Dictionary<uint, int> G, Dictionary<long, int> H, Dictionary<ulong, int> I, Dictionary<Int128, int> J, Dictionary<UInt128, int> K, Dictionary<char, int> L,
    Dictionary<Guid, Place> M, Dictionary<DateTime, int> N, Dictionary<DateTimeOffset, int> O, Dictionary<DateOnly, int> P, Dictionary<TimeOnly, int> Q,
    Dictionary<TimeSpan, int> R, Dictionary<Uri, int> S, Dictionary<Version, int> T, Dictionary<decimal, int> U, Dictionary<double, int> V, Dictionary<float, int> W,
    Dictionary<Half, int> X);

[SseEvent]
public sealed partial record EnumKeys(
    Dictionary<Weekday, int> A, Dictionary<Colour, int>? B, Dictionary<Rights, string> C, Dictionary<Huge, int> D, Dictionary<Negative, int> E, Dictionary<Roles, int> F);

[SseEvent]
public sealed partial record DictionaryKinds(
    SortedDictionary<string, int> A, SortedList<int, string?> B, ConcurrentDictionary<Guid, int>? C, ImmutableDictionary<string, int> D,
    ImmutableSortedDictionary<int, Place>? E, IImmutableDictionary<string, string> F, OrderedDictionary<string, int> G, OwnDictionary? H,
    IDictionary<int, int> I, IReadOnlyDictionary<Weekday, int[]> J, KeyValuePair<string, int> K, List<KeyValuePair<int, Place?>> L);

[SseEvent]
public sealed partial record FlagNames(Roles A, Roles? B, Roles[] C, Dictionary<string, Roles> D, Unsorted E)
{
    [System.Text.Json.Serialization.JsonConverter(typeof(System.Text.Json.Serialization.JsonStringEnumConverter))] public Rights F { get; init; }
}

[Flags, System.Text.Json.Serialization.JsonConverter(typeof(System.Text.Json.Serialization.JsonStringEnumConverter))]
public enum Roles : long { Reader = 1, Writer = 2, [System.Text.Json.Serialization.JsonStringEnumMemberName("read & write")] Both = Reader | Writer, Owner = 1L << 40 }

#pragma warning disable CA1069 // Which of two names is written is the runtime's affair.
[System.Text.Json.Serialization.JsonConverter(typeof(System.Text.Json.Serialization.JsonStringEnumConverter))]
public enum Unsorted { Last = 9, First = 1, Uno = 1, Second = 2, Dos = 2 }
#pragma warning restore CA1069

public class OwnList : List<int>;

public class OwnSet : HashSet<string>;

public class OwnDictionary : Dictionary<string, int?>;

public class Lazily : IEnumerable<int>
{
    public IEnumerator<int> GetEnumerator()
    {
        yield return 1;
        yield return 2;
    }

    System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
}

[SseEvent]
public sealed partial record Branch(string Name, List<Branch?>? Children, Dictionary<string, Branch>? Named)
{
    public Branch? Next { get; init; }

    public Fork? Fork { get; init; }
}

public class Fork
{
    public Branch? Left { get; set; }

    public Fork[]? Right { get; set; }
}
