using System.Collections.Concurrent;
using System.Numerics;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Sse.Tests.Differential;

/// <summary>Makes values of any type that an event can hold, from a seed: edge cases as often as ordinary ones, undefined enum values included.</summary>
/// <param name="seed">What decides everything.</param>
/// <param name="isFaithful">Whether there is no null where none is declared, no enum value without a name, and no address that isn't one.</param>
internal sealed class Sampler(int seed, bool isFaithful = false)
{
    private static readonly string[] HostileTexts =
    [
        "", " ", "\0", "\r\n", "\n\n\ndata: forged", "\u2028\u2029", "\ud800", "\udfff", "a\ud83dz", "\ude00\ud83d", "😀", "e\u0301", "ünïcödé", "日本語",
        "\"", "\\", "</script>&'+`", "\u007f\u0080\u009f\ufeff\ufffe\uffff", "\b\t\n\f\r\u0001\u001f", "\u0130\u0131\u1e9e", "/", "data: x", "\\u0022",
    ];

    private const int MaxDepth = 6;
    private const int Endless = 40;

    private static readonly ConcurrentDictionary<Type, (Type[] All, Type[] Listed)> Derived = new();

    private static readonly Type[] OpenTypes =
    [
        typeof(int), typeof(long), typeof(double), typeof(decimal), typeof(bool), typeof(Guid), typeof(DateTime), typeof(DateTimeOffset), typeof(DateOnly), typeof(TimeSpan), typeof(byte[]),
        typeof(Uri), typeof(Version), typeof(char), typeof(Half), typeof(ulong), typeof(Int128), typeof(string[]), typeof(Dictionary<string, string?>), typeof(object?[]), typeof(List<string>),
        typeof(ReadOnlyMemory<byte>), typeof(JsonDocument),
    ];

    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Random _random = new(seed);
    private readonly DeclaredNulls _nulls = new();
    private int _depth;

    public T Next<T>() => (T)Next(typeof(T))!;

    private object? Next(Type type, NullabilityInfo? declared = null)
    {
        var canBeNull = !isFaithful || declared is { ReadState: not NullabilityState.NotNull };
        if (Nullable.GetUnderlyingType(type) is { } underlying) return _random.Next(3) == 0 ? null : Next(underlying, declared);
        if (type.IsEnum) return NextEnum(type);
        if (NextPrimitive(type) is { } primitive) return primitive;
        if (type.IsAssignableTo(typeof(Delegate)) || (!type.IsValueType && canBeNull && _random.Next(6) == 0)) return null;
        if (type == typeof(string)) return NextText();
        if (type == typeof(Uri)) return NextUri();
        if (type == typeof(Version)) return _random.Next(2) == 0 ? new Version(_random.Next(), _random.Next()) : new Version(1, _random.Next(), 0, _random.Next());
        if (type == typeof(byte[])) return NextBytes();
        if (type == typeof(BigInteger)) return new BigInteger(NextBytes());
        if (type == typeof(object)) return NextOpen();
        if (type == typeof(JsonElement)) return JsonSerializer.Deserialize<JsonElement>(NextJson());
        if (type == typeof(JsonDocument)) return JsonDocument.Parse(NextJson());
        if (type.IsAssignableTo(typeof(JsonNode))) return NextNode(type);
        if (type == typeof(Memory<byte>)) return new Memory<byte>(NextBytes());
        if (type == typeof(ReadOnlyMemory<byte>)) return new ReadOnlyMemory<byte>(NextBytes());
        if (_depth > Endless) throw new NotSupportedException($"Without a null, no {type} ends.");
        _depth++;
        var composite = _depth > MaxDepth && canBeNull && !type.IsValueType && CollectionSampler.ElementOf(type) is null ? null : NextCollection(type, declared) ?? NextObject(type, declared);
        _depth--;
        return composite;
    }

    public string NextText()
    {
        if (_random.Next(3) == 0) return HostileTexts[_random.Next(HostileTexts.Length)];
        var ceiling = _random.Next(4) switch { 0 => 0x7f, 1 => 0x20, 2 => 0x500, _ => 0x10000 };
        return string.Create(_random.Next(40), (_random, ceiling), static (chars, state) =>
        {
            foreach (ref var c in chars) c = (char)state._random.Next(state.ceiling);
        });
    }

    private object? NextPrimitive(Type type) => type switch
    {
        _ when type == typeof(bool) => _random.Next(2) == 0,
        _ when type == typeof(sbyte) => unchecked((sbyte)NextBits()),
        _ when type == typeof(byte) => unchecked((byte)NextBits()),
        _ when type == typeof(short) => unchecked((short)NextBits()),
        _ when type == typeof(ushort) => unchecked((ushort)NextBits()),
        _ when type == typeof(int) => unchecked((int)NextBits()),
        _ when type == typeof(uint) => unchecked((uint)NextBits()),
        _ when type == typeof(long) => NextBits(),
        _ when type == typeof(ulong) => unchecked((ulong)NextBits()),
        _ when type == typeof(Int128) => new Int128(unchecked((ulong)NextBits()), unchecked((ulong)NextBits())),
        _ when type == typeof(UInt128) => new UInt128(unchecked((ulong)NextBits()), unchecked((ulong)NextBits())),
        _ when type == typeof(Half) => BitConverter.Int16BitsToHalf(unchecked((short)NextBits())) is var half && Half.IsFinite(half) ? half : Half.Epsilon,
        _ when type == typeof(float) => BitConverter.Int32BitsToSingle(unchecked((int)NextBits())) is var single && float.IsFinite(single) ? single : -0f,
        _ when type == typeof(double) => BitConverter.Int64BitsToDouble(NextBits()) is var real && double.IsFinite(real) ? real : double.MaxValue,
        _ when type == typeof(decimal) => new decimal(unchecked((int)NextBits()), unchecked((int)NextBits()), _random.Next(2) * _random.Next(), _random.Next(2) == 0, (byte)_random.Next(29)),
        _ when type == typeof(char) => unchecked((char)NextBits()),
        _ when type == typeof(Guid) => new Guid(NextBytes(16)),
        _ when type == typeof(DateTime) => new DateTime(NextTicks(), (DateTimeKind)_random.Next(3)),
        _ when type == typeof(DateTimeOffset) => new DateTimeOffset(NextTicks(), TimeSpan.FromMinutes(_random.Next(3) == 0 ? 0 : _random.Next(-840, 841))),
        _ when type == typeof(DateOnly) => DateOnly.FromDayNumber(_random.Next(DateOnly.MaxValue.DayNumber + 1)),
        _ when type == typeof(TimeOnly) => new TimeOnly(NextTicks() % TimeSpan.TicksPerDay),
        _ when type == typeof(TimeSpan) => new TimeSpan(_random.Next(2) == 0 ? NextBits() : _random.Next(100) * TimeSpan.TicksPerSecond),
        _ => null,
    };

    private long NextBits() => _random.Next(8) switch
    {
        0 => 0,
        1 => -1,
        2 => long.MinValue,
        3 => long.MaxValue,
        4 => _random.Next(-1000, 1000),
        _ => _random.NextInt64(long.MinValue, long.MaxValue),
    };

    // Far from both ends, where an offset or the local zone would leave the range; often on whole units, where a fraction is trimmed.
    private long NextTicks()
    {
        var ticks = _random.NextInt64(TimeSpan.TicksPerDay * 3, DateTime.MaxValue.Ticks - (TimeSpan.TicksPerDay * 3));
        long[] units = [1, 10, 10_000, 1_000_000, TimeSpan.TicksPerSecond, TimeSpan.TicksPerMinute];
        return ticks - (ticks % units[_random.Next(units.Length)]);
    }

    private object? NextOpen() => _random.Next(8) switch
    {
        0 => Next<JsonElement>(),
        1 => NextNode(typeof(JsonNode)),
        2 when _depth < MaxDepth => Next<Dictionary<string, object?>>(),
        3 when _depth < MaxDepth => Next<List<object?>>(),
        4 => Next<string>(),
        _ => Next(OpenTypes[_random.Next(OpenTypes.Length)]),
    };

    private JsonNode? NextNode(Type type)
    {
        for (var i = 0; i < 50; i++)
            if (JsonNode.Parse(NextJson(), new JsonNodeOptions { PropertyNameCaseInsensitive = true }) is { } node && type.IsInstanceOfType(node)) return node;
        return null;
    }

    private string NextJson()
    {
        _depth++;
        var json = (_depth > MaxDepth ? _random.Next(4) : _random.Next(7)) switch
        {
            0 => "null",
            1 => _random.Next(2) == 0 ? "true" : "1.50e3",
            2 => JsonSerializer.Serialize(NextText(), Relaxed),
            3 => JsonSerializer.Serialize(NextBits()),
            4 => $"[{string.Join(',', Enumerable.Range(0, _random.Next(3)).Select(_ => NextJson()))}]",
            _ => $"{{{string.Join(',', Enumerable.Range(0, _random.Next(4)).Select(_ => $"{JsonSerializer.Serialize(NextText())}: {NextJson()}"))}}}",
        };
        _depth--;
        return json;
    }

    private byte[] NextBytes(int? length = null)
    {
        var bytes = new byte[length ?? _random.Next(70)];
        _random.NextBytes(bytes);
        return bytes;
    }

    private object NextEnum(Type type)
    {
        var defined = Enum.GetValuesAsUnderlyingType(type);
        if (isFaithful) return Enum.ToObject(type, defined.GetValue(_random.Next(defined.Length))!);
        return Enum.ToObject(type, defined.Length > 0 && _random.Next(4) > 0 ? defined.GetValue(_random.Next(defined.Length))! : Next(type.GetEnumUnderlyingType())!);
    }

    private Uri NextUri()
    {
        if (isFaithful) return new Uri(_random.Next(2) == 0 ? "https://example.org/a?b=c#f" : "/relative/path", UriKind.RelativeOrAbsolute);
        string[] texts = ["https://example.org/a?b=c&d='e'#f", "/relative/päth", "http://ex\u00e4mple.org/\"<>`+", "mailto:a@b.c", "x y", "https://example.org/" + NextText()];
        return Uri.TryCreate(texts[_random.Next(texts.Length)], UriKind.RelativeOrAbsolute, out var uri) ? uri : new Uri("https://example.org");
    }

    private object? NextCollection(Type type, NullabilityInfo? declared)
    {
        if (CollectionSampler.ElementOf(type) is not { } element) return null;
        var isDictionary = type.GetInterfaces().Prepend(type).Any(contract => contract.IsGenericType && contract.GetGenericTypeDefinition() is var definition
            && (definition == typeof(IDictionary<,>) || definition == typeof(IReadOnlyDictionary<,>)));
        var count = _depth > MaxDepth ? 0 : _random.Next(5);
        var items = Array.CreateInstance(element, count);
        if (isDictionary)
        {
            // Sorted collections compare text by culture, where two keys can be one.
            var keys = element.GetGenericArguments()[0] == typeof(string) ? (ISet<object>)new SortedSet<object>() : new HashSet<object>();
            for (var i = count * 3; i > 0 && keys.Count < count; i--) keys.Add(NextKey(element.GetGenericArguments()[0]));
            items = Array.CreateInstance(element, keys.Count);
            var place = 0;
            foreach (var key in keys) items.SetValue(Activator.CreateInstance(element, key, Next(element.GetGenericArguments()[1], DeclaredNulls.OfValue(declared))), place++);
        }
        else
        {
            for (var i = 0; i < items.Length; i++) items.SetValue(Next(element, DeclaredNulls.OfElement(declared)), i);
        }
        return CollectionSampler.Create(type, items);
    }

    private object NextKey(Type type)
    {
        while (true)
            if (Next(type) is { } key) return key;
    }

    private static (Type[] All, Type[] Listed) FindDerived(Type type)
    {
        Type[] all = [.. type.Assembly.GetTypes().Where(candidate => !candidate.IsAbstract && candidate.IsAssignableTo(type) && !candidate.ContainsGenericParameters)];
        return (all, [.. type.GetCustomAttributes<JsonDerivedTypeAttribute>(inherit: false).Select(listed => listed.DerivedType)]);
    }

    private object NextObject(Type type, NullabilityInfo? declared)
    {
        if (!type.IsValueType && !type.IsSealed)
        {
            // Among those that stand for one, rarely one that may not.
            var (derived, listed) = Derived.GetOrAdd(type, FindDerived);
            var choice = listed.Length > 0 && _random.Next(30) > 0 ? listed : derived;
            if (choice.Length > 0 && (type.IsAbstract || _random.Next(2) == 0)) type = choice[_random.Next(choice.Length)];
        }
        var constructor = type.GetConstructors().Where(candidate => candidate.GetParameters() is not [var only] || only.ParameterType != type)
            .MaxBy(candidate => candidate.GetParameters().Length);
        var made = constructor is null
            ? Activator.CreateInstance(type)!
            : constructor.Invoke([.. constructor.GetParameters().Select(parameter => Next(parameter.ParameterType, _nulls.Of(parameter, type, declared)))]);
        const BindingFlags Members = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;
        foreach (var property in type.GetProperties(Members).Where(property => property.CanWrite && property.GetIndexParameters().Length == 0))
            if (property.GetAccessors().Length > 0 || property.IsDefined(typeof(JsonIncludeAttribute))) property.SetValue(made, Next(property.PropertyType, _nulls.Of(property, type, declared)));
        foreach (var field in type.GetFields(Members))
            if (field.IsDefined(typeof(JsonIncludeAttribute))) field.SetValue(made, Next(field.FieldType, _nulls.Of(field)));
        return made;
    }
}
