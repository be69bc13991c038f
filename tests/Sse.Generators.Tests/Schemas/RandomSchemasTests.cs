using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using System.Text.Json.Nodes;
using Sse.Tests.Differential;
using Sse.Tests.Differential.RandomTypes;

namespace Sse.Tests.Schemas;

/// <summary>
/// Contracts of random types, and of those of the other comparisons: what generated code writes fits them, what was changed doesn't. SCHEMAS makes
/// a longer run, SHAPES_SEED another one.
/// </summary>
public class RandomSchemasTests
{
    private const int PerBatch = 80;
    private const int Samples = 40;
    private const int Shown = 3;

    private readonly ConcurrentDictionary<string, int> _changed = new(StringComparer.Ordinal);
    private readonly ConcurrentBag<string> _faults = [];
    private int _written;
    private int _refused;

    [Fact]
    public void What_random_types_write_fits_their_schema_and_what_was_changed_does_not()
    {
        var (types, seed) = (Setting("SCHEMAS", 80), Setting("SHAPES_SEED", 1));
        for (var first = 0; first < types; first += PerBatch)
        {
            var sources = Enumerable.Range(first, Math.Min(PerBatch, types - first)).Select(number => Source(number, seed)).ToArray();
            var (events, refused) = ShapeBatch.Compile(sources);
            foreach (var fault in refused) _faults.Add(fault);
            Parallel.ForEach(events, type => Judge(type, int.Parse(type.Namespace!["Shape".Length..], CultureInfo.InvariantCulture)));
        }
        Show($"{types} random types");
        _written.ShouldBeGreaterThan(types * Samples / 2);
        _refused.ShouldBeLessThan(types / 10);
        foreach (var kind in new[] { "required member removed", "type changed", "enum value changed", "discriminator changed" }) _changed.GetValueOrDefault(kind).ShouldBeGreaterThan(types, kind);
    }

    [Fact]
    public void What_every_member_kind_writes_fits_its_schema()
    {
        Type[] events = [.. typeof(RandomSchemasTests).Assembly.GetTypes().Where(type => type.GetInterfaces().Any(contract => contract.IsGenericType
            && contract.GetGenericTypeDefinition() == typeof(ISseEvent<>) && contract.GetGenericArguments()[0] == type) && type.IsDefined(typeof(SseEventAttribute)))];
        events.Length.ShouldBeGreaterThan(50);
        foreach (var type in events) Judge(type, seed: 1);
        Show($"{events.Length} declared types");
    }

    [Fact]
    public void A_value_that_says_otherwise_is_refused()
    {
        var judge = new SchemaJudge("""{"schema":{"type":"object","properties":{"id":{"type":"string","format":"uuid"}},"required":["id"]}}""");
        judge.FindFault("""{"id":"00000000-0000-0000-0000-000000000000"}""").ShouldBeNull();
        judge.FindFault("""{"id":"zero"}""").ShouldNotBeNull().ShouldContain("format");
    }

    // Half of them where nullable annotations are off: there every reference can be null.
    private static string Source(int number, int seed)
    {
        var source = ShapeSource.Create($"Shape{number}", ShapeOptions.All[number % ShapeOptions.All.Count].Attribute, unchecked((seed * 104729) + number));
        return number % 2 == 0 ? source : source.Replace("#nullable enable", "#nullable disable", StringComparison.Ordinal);
    }

    private void Judge(Type type, int seed)
    {
        try
        {
            typeof(RandomSchemasTests).GetMethod(nameof(JudgeValues), BindingFlags.Instance | BindingFlags.NonPublic)!.MakeGenericMethod(type).Invoke(this, BindingFlags.DoNotWrapExceptions, null, [seed], null);
        }
        catch (Exception exception)
        {
            _faults.Add($"{type}: {exception.Message}\n{(exception is ShouldAssertException ? "" : exception.ToString())}");
        }
    }

    private void JudgeValues<T>(int seed)
        where T : ISseEvent<T>
    {
        if (T.Contract.Length is 0)
        {
            // Refused, as System.Text.Json refuses it.
            Should.Throw<NotSupportedException>(() => T.EventName);
            Interlocked.Increment(ref _refused);
            return;
        }
        var judge = new SchemaJudge(T.Contract);
        var random = new Random(seed);
        for (var i = 0; i < Samples; i++)
        {
            if (Write<T>(random.Next()) is not { } json) continue;
            judge.FindFault(json).ShouldBeNull($"{json}\nby {T.Contract}");
            Interlocked.Increment(ref _written);
            var changes = SchemaMutation.Find(judge.Schema, JsonNode.Parse(json)!.AsObject());
            foreach (var kind in changes.Select(change => change.Kind).Distinct())
            {
                var changed = JsonNode.Parse(json)!.AsObject();
                var choices = SchemaMutation.Find(judge.Schema, changed).Where(change => change.Kind == kind).ToArray();
                choices[random.Next(choices.Length)].Change();
                judge.FindFault(changed.ToJsonString()).ShouldNotBeNull($"{kind}: {changed.ToJsonString()}\nof {json}\nby {T.Contract}");
                _changed.AddOrUpdate(kind, 1, (_, count) => count + 1);
            }
        }
    }

    private static string? Write<T>(int seed)
        where T : ISseEvent<T>
    {
        try { return new Sampler(seed, isFaithful: true).Next<T>() is { } value ? Frames.Json(value) : null; }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException) { return null; }
    }

    private void Show(string what)
    {
        Figures.Show($"{what}: {_written:N0} values fit their schemas; refused were {string.Join(", ", _changed.OrderBy(change => change.Key, StringComparer.Ordinal).Select(change => $"{change.Value:N0} with {change.Key}"))}.");
        _faults.Count.ShouldBe(0, string.Join("\n\n", _faults.OrderBy(fault => fault.Length).Take(Shown)));
    }

    private static int Setting(string name, int unset) => int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value) ? value : unset;
}
