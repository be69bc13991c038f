using System.Text;
using System.Text.Json;
using Sse.Tests.Reading;

namespace Sse.Tests.Differential.RandomTypes;

/// <summary>Compares one random event with System.Text.Json: what is written, and what is made of right and wrong JSON.</summary>
internal sealed class ShapeComparison(JsonSerializerOptions options, int seed)
{
    private static readonly string[] Hostile =
    [
        "null", "{}", "[]", "\"\"", "0", "\"7\"", "-1.5", "true", "[null]", "{\"a\":null}", "\"\\ud800\"", "1e400", "\"NaN\"", "{\"x\":1,\"X\":\"2\"}", "[[]]", "\"-Infinity\"", "\"First0\"", "\"first_0, big_value1\"", " 1 ", "/**/1",
        "\"2026-01-02T03:04:05.6789Z\"", "\"00:00:01\"", "{\"$type\":\"a<\"}", "{\"kind\":1,\"id\":\"x\"}", "1.0", "-0", "\"AQID\"", "\"1.2.3\"", "{\"key\":\"k\",\"value\":1}", "tru", "[1,]", "{\"a\":1,}", "\"\\u0041\"",
    ];

    private readonly Random _random = new(seed);

    private bool _isRefused;

    public int Written { get; private set; }

    public int Read { get; private set; }

    public int Accepted { get; private set; }

    /// <summary>Runs the comparisons of a type; throws at the first difference.</summary>
    public void Run<T>(int samples)
        where T : ISseEvent<T>
    {
        string[] known = ["{}"];
        for (var i = 0; i < samples; i++)
        {
            if (new Sampler(_random.Next()).Next<T>() is not { } value) continue;
            var theirs = Outcome(() => JsonSerializer.Serialize(value, options));
            var ours = Outcome(() => Frames.Json(value));
            Difference.MustNotBe(ours, theirs, () => $"written; {Refusal(() => Frames.Json(value))}");
            Written++;
            if (theirs is not null) known = Split(theirs) is { Length: > 0 } members ? members : known;
            CompareReading<T>(theirs, known);
        }
        if (ReaderOf<T>.Read is null && Written > 0 && !_isRefused && !HasMemberThatIsNotRead<T>()) throw new ShouldAssertException("not readable, and System.Text.Json reads it");
    }

    private void CompareReading<T>(string? json, string[] members)
    {
        if (ReaderOf<T>.Read is null)
        {
            _isRefused |= json is null || Outcome(() => Description.Of(JsonSerializer.Deserialize<T>(json, options))) is null;
            return;
        }
        if (json is not null) Compare<T>(Encoding.UTF8.GetBytes(json));
        var mixed = Encoding.UTF8.GetBytes(Mix(members));
        Compare<T>(mixed);
        Compare<T>(Damage(_random.Next(2) == 0 || json is null ? mixed : Encoding.UTF8.GetBytes(json)));
    }

    private void Compare<T>(byte[] json)
    {
        // The event itself is never null; for System.Text.Json null is one.
        if (!typeof(T).IsValueType && "null"u8.SequenceEqual(json.AsSpan().Trim(" \n\t\r"u8))) return;
        var theirs = Outcome(() => Description.Of(JsonSerializer.Deserialize<T>(json, options)));
        var ours = Outcome(() => Description.Of(ReaderOf<T>.Read!(json)));
        Difference.MustNotBe(ours, theirs, () => $"read of {Encoding.UTF8.GetString(json)}");
        Read++;
        if (theirs is not null) Accepted++;
    }

    // One that is never written either shows only when JSON has it.
    private bool HasMemberThatIsNotRead<T>() => options.GetTypeInfo(typeof(T)).Properties.Any(property => new[] { "{}", "[]" }.Any(value =>
    {
        try { return JsonSerializer.Deserialize<T>($"{{{JsonSerializer.Serialize(property.Name)}:{value}}}", options) is null; }
        catch (JsonException) { return false; }
        catch (NotSupportedException) { return true; }
    }));

    // Members of this and earlier values, in any order, case and number, with each other's values and hostile ones.
    private string Mix(string[] members)
    {
        var json = new StringBuilder("{");
        for (var i = _random.Next(members.Length + 3); i > 0; i--)
        {
            var member = members[_random.Next(members.Length)];
            var colon = member.IndexOf("\":", StringComparison.Ordinal);
            var (name, value) = colon < 0 || _random.Next(12) == 0 ? ("\"unknown\"", "{\"deep\":[1,{}]}") : (member[..(colon + 1)], member[(colon + 2)..]);
            if (_random.Next(6) == 0 && !name.Contains('\\', StringComparison.Ordinal)) name = _random.Next(2) == 0 ? name.ToUpperInvariant() : name.ToLowerInvariant();
            if (_random.Next(3) == 0) value = Hostile[_random.Next(Hostile.Length)];
            json.Append(name).Append(':').Append(value).Append(i > 1 ? "," : "");
        }
        return json.Append('}').ToString();
    }

    private byte[] Damage(byte[] json)
    {
        const string Letters = "\"\"{}[]:,0123456789.-+eE \\u/tnfals\u0000\u00e4";
        var changed = json.ToList();
        for (var steps = _random.Next(1, 4); steps > 0 && changed.Count > 0; steps--)
        {
            var at = _random.Next(changed.Count);
            var letter = (byte)Letters[_random.Next(Letters.Length)];
            switch (_random.Next(5))
            {
                case 0: changed.Insert(at, letter); break;
                case 1: changed[at] = letter; break;
                case 2: changed.RemoveAt(at); break;
                case 3: changed[at] ^= 0x20; break;
                default: changed.RemoveRange(at, Math.Min(_random.Next(12), changed.Count - at)); break;
            }
        }
        return [.. changed];
    }

    private static string[] Split(string json)
    {
        using var document = JsonDocument.Parse(json);
        return [.. document.RootElement.EnumerateObject().Select(member => $"{JsonSerializer.Serialize(member.Name)}:{member.Value.GetRawText()}")];
    }

    private static string? Outcome(Func<string> act)
    {
        try { return act(); }
        catch (Exception exception) when (exception is JsonException or ArgumentException or InvalidOperationException or NotSupportedException or SseFormatException) { return null; }
    }

    private static string Refusal(Func<string> act)
    {
        try { return act().Length.ToString(System.Globalization.CultureInfo.InvariantCulture); }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException) { return exception.Message; }
    }

    /// <summary>How an event is read, when it can be.</summary>
    private static class ReaderOf<T>
    {
        public static readonly Func<byte[], T>? Read = typeof(ISseReadable<T>).IsAssignableFrom(typeof(T))
            ? typeof(ReaderOf<T>).GetMethod(nameof(Create), System.Reflection.BindingFlags.Static | System.Reflection.BindingFlags.NonPublic)!.MakeGenericMethod(typeof(T)).CreateDelegate<Func<Func<byte[], T>>>()()
            : null;

        private static Func<byte[], TEvent> Create<TEvent>()
            where TEvent : ISseEvent<TEvent>, ISseReadable<TEvent> => json => SseData.Read<TEvent>(json);
    }
}
