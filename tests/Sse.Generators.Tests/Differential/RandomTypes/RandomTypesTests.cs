using System.Globalization;
using System.Reflection;

namespace Sse.Tests.Differential.RandomTypes;

/// <summary>
/// Random types, not only random values: their JSON and their reading are System.Text.Json's, under each set of options,
/// in two cultures and two time zones. SHAPES and SAMPLES make a longer run, SHAPES_SEED another one.
/// </summary>
[Collection(nameof(RandomTypesTests))]
public class RandomTypesTests
{
    private const int PerBatch = 80;
    private const int Shown = 3;

    private static readonly string[] Cultures = ["tr-TR", "sv-SE"];
    private static readonly string[] Zones = ["America/New_York", "Asia/Kolkata"];

    [Fact]
    public void Random_types_are_written_and_read_as_the_serializer_does()
    {
        var (shapes, samples, seed) = (Setting("SHAPES", 560), Setting("SAMPLES", 2_000), Setting("SHAPES_SEED", 1));
        var (written, read, accepted, unreadable) = (0, 0, 0, 0);
        var faults = new List<string>();
        for (var first = 0; first < shapes; first += PerBatch)
        {
            var numbers = Enumerable.Range(first, Math.Min(PerBatch, shapes - first)).ToArray();
            var sources = numbers.Select(number => ShapeSource.Create($"Shape{number}", OptionsOf(number).Attribute, unchecked((seed * 7919) + number))).ToArray();
            var (events, refused) = ShapeBatch.Compile(sources);
            faults.AddRange(refused);
            using var zone = new LocalZone(Zones[first / PerBatch % Zones.Length]);
            Parallel.ForEach(events, type =>
            {
                var number = int.Parse(type.Namespace!["Shape".Length..], CultureInfo.InvariantCulture);
                CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(Cultures[number % Cultures.Length]);
                var comparison = new ShapeComparison(OptionsOf(number).Options, number);
                try
                {
                    typeof(ShapeComparison).GetMethod(nameof(ShapeComparison.Run))!.MakeGenericMethod(type).Invoke(comparison, BindingFlags.DoNotWrapExceptions, null, [samples], null);
                }
                catch (Exception exception)
                {
                    lock (faults) faults.Add($"{exception.Message}\n{(exception is Shouldly.ShouldAssertException ? "" : exception.ToString())}\n{sources[number - first]}\n// under {CultureInfo.CurrentCulture}, {TimeZoneInfo.Local.Id}, SHAPES_SEED={seed}");
                }
                Interlocked.Add(ref written, comparison.Written);
                Interlocked.Add(ref read, comparison.Read);
                Interlocked.Add(ref accepted, comparison.Accepted);
                if (comparison.Read == 0) Interlocked.Increment(ref unreadable);
            });
        }
        Figures.Show($"{shapes} random types: {written:N0} values written and {read:N0} JSON texts read ({accepted:N0} accepted) as System.Text.Json does; {unreadable} types can't be read by either.");
        faults.Count.ShouldBe(0, string.Join("\n\n", faults.OrderBy(fault => fault.Length).Take(Shown)));
        written.ShouldBeGreaterThan(shapes * samples / 2);
        accepted.ShouldBeGreaterThan(read / 4);
        unreadable.ShouldBeLessThan(shapes / 3);
    }

    private static ShapeOptions OptionsOf(int number) => ShapeOptions.All[number % ShapeOptions.All.Count];

    private static int Setting(string name, int unset) => int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value) ? value : unset;

    /// <summary>The process's time zone, for a while.</summary>
    private sealed class LocalZone : IDisposable
    {
        private readonly string? _before = Environment.GetEnvironmentVariable("TZ");

        public LocalZone(string id) => Set(id);

        public void Dispose() => Set(_before);

        private static void Set(string? id)
        {
            Environment.SetEnvironmentVariable("TZ", id);
            TimeZoneInfo.ClearCachedData();
        }
    }
}

/// <summary>The time zone is the whole process's: nothing runs beside it.</summary>
[CollectionDefinition(nameof(RandomTypesTests), DisableParallelization = true)]
public class RandomTypesCollection;
