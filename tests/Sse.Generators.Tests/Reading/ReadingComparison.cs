using System.Text;
using System.Text.Json;
using FsCheck.Fluent;
using Sse.Tests.Differential;

namespace Sse.Tests.Reading;

/// <summary>Reads the same JSON with System.Text.Json and with generated code: both refuse it, or both give the same event.</summary>
internal sealed class ReadingComparison
{
    private static readonly JsonSerializerOptions Everything = new(JsonSerializerDefaults.Web)
    {
        NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    public int Compared { get; private set; }

    public int Accepted { get; private set; }

    /// <summary>Compares over random events as written, the same with bytes changed, and what their names and values can be mixed to.</summary>
    public void Run<T>(int samples)
        where T : ISseEvent<T>, ISseReadable<T>
    {
        var seeds = Gen.Choose(int.MinValue, int.MaxValue);
        var written = seeds.Select(seed => JsonSerializer.SerializeToUtf8Bytes(NextNotNull<T>(seed), Everything));
        var recombined = seeds.Select(seed => Recombine<T>(new Random(seed)));
        foreach (var json in written.Sample(samples)) Compare<T>(json);
        foreach (var json in Json.Reading.Mutation.Of(Gen.OneOf(written, recombined)).Sample(samples)) Compare<T>(json);
        foreach (var json in recombined.Sample(samples)) Compare<T>(json);
        Compare<T>("{}"u8.ToArray());
    }

    public void Compare<T>(byte[] json)
        where T : ISseEvent<T>, ISseReadable<T>
    {
        // The event itself is never null; for System.Text.Json null is one.
        if (!typeof(T).IsValueType && "null"u8.SequenceEqual(json.AsSpan().Trim(" \n\t\r"u8))) return;
        var theirs = Outcome(() => JsonSerializer.Deserialize<T>(json, JsonSerializerOptions.Web)!);
        var ours = Outcome(() => SseData.Read<T>(json));
        Difference.MustNotBe(ours, theirs, () => $"{typeof(T).Name} of {Encoding.UTF8.GetString(json)}");
        Compared++;
        if (theirs is not null) Accepted++;
    }

    private static T NextNotNull<T>(int seed)
    {
        // What can't be written has no JSON to begin with.
        while (true)
        {
            if (new Sampler(seed++).Next<T>() is not { } value) continue;
            try { JsonSerializer.Serialize(value, Everything); }
            catch (Exception exception) when (exception is JsonException or InvalidOperationException or NotSupportedException) { continue; }
            return value;
        }
    }

    /// <summary>An object of this event's names in any order, case and number, with its own values, those of others and hostile ones.</summary>
    private static byte[] Recombine<T>(Random random)
    {
        using var document = JsonDocument.Parse(JsonSerializer.SerializeToUtf8Bytes(NextNotNull<T>(random.Next()), Everything));
        var members = document.RootElement.EnumerateObject().Select(member => (member.Name, Value: member.Value.GetRawText())).ToArray();
        string[] hostile = ["null", "{}", "[]", "\"\"", "0", "\"7\"", "-1.5", "true", "[null]", "{\"a\":null}", "\"\\ud800\"", "1e400", "\"NaN\"", "{\"x\":1,\"X\":\"2\"}", "[[]]"];
        var json = new StringBuilder("{");
        for (var i = random.Next(members.Length + 3); i > 0; i--)
        {
            var name = members.Length > 0 && random.Next(8) > 0 ? members[random.Next(members.Length)] : ("unknown", "{\"deep\":[1,{}]}");
            var key = random.Next(4) switch { 0 => name.Item1.ToUpperInvariant(), 1 => name.Item1.ToLowerInvariant(), _ => name.Item1 };
            var value = random.Next(5) switch { 0 => hostile[random.Next(hostile.Length)], 1 when members.Length > 0 => members[random.Next(members.Length)].Value, _ => name.Item2 };
            json.Append(JsonSerializer.Serialize(key)).Append(':').Append(value).Append(i > 1 ? "," : "");
        }
        return Encoding.UTF8.GetBytes(json.Append('}').ToString());
    }

    /// <summary>The event as text that tells all values apart; null where it was refused; otherwise what its own code threw.</summary>
    private static string? Outcome<T>(Func<T> read)
    {
        try { return Description.Of(read()); }
        catch (Exception exception) when (exception is JsonException or NotSupportedException or SseFormatException or InvalidOperationException { Source: "System.Text.Json" }) { return null; }
        catch (Exception exception) { return exception.GetType().Name; }
    }
}
