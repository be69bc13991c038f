using FsCheck;
using FsCheck.Fluent;
using static Sse.Tests.Json.JsonOracle;

namespace Sse.Tests.Json;

public class DateTests
{
    /// <summary>Any instant, at every precision from days to ticks, so that every number of trailing zeros occurs.</summary>
    private static readonly Gen<long> Ticks =
        from bits in Bits
        from unit in Gen.Elements(1L, 10, 100, 1_000, 10_000, 100_000, 1_000_000, TimeSpan.TicksPerSecond, TimeSpan.TicksPerDay)
        let ticks = (long)(bits % (ulong)DateTime.MaxValue.Ticks)
        select ticks - (ticks % unit);

    [Fact]
    public void Writes_a_DateTime_by_its_kind_without_trailing_zeros()
    {
        var random = from ticks in Ticks from kind in Gen.Elements(DateTimeKind.Unspecified, DateTimeKind.Utc, DateTimeKind.Local) select new DateTime(ticks, kind);
        DateTime[] edges =
        [
            DateTime.MinValue, DateTime.MaxValue, DateTime.UnixEpoch,
            new DateTime(2026, 1, 2, 3, 4, 50, DateTimeKind.Utc), new DateTime(2026, 1, 2, 3, 4, 5, 100, DateTimeKind.Utc), new DateTime(2026, 1, 2, 3, 4, 5, 100, DateTimeKind.Local),
        ];
        SameBytes(random, edges, (ref w, v) => w.WriteString(v));
    }

    [Fact]
    public void Writes_a_DateTimeOffset_with_its_offset()
    {
        const long Day = TimeSpan.TicksPerDay;
        var random =
            from ticks in Ticks
            from minutes in Gen.Choose(-14 * 60, 14 * 60)
            from utc in Gen.Elements(false, true)
            select new DateTimeOffset(Math.Clamp(ticks, Day, DateTime.MaxValue.Ticks - Day), utc ? TimeSpan.Zero : TimeSpan.FromMinutes(minutes));
        SameBytes(random, [DateTimeOffset.MinValue, DateTimeOffset.MaxValue, DateTimeOffset.UnixEpoch], (ref w, v) => w.WriteString(v));
    }

    [Fact]
    public void Writes_dates_times_and_durations()
    {
        SameBytes(Ticks.Select(ticks => DateOnly.FromDateTime(new DateTime(ticks))), [DateOnly.MinValue, DateOnly.MaxValue], (ref w, v) => w.WriteString(v));
        SameBytes(Ticks.Select(ticks => new TimeOnly(ticks % TimeSpan.TicksPerDay)), [TimeOnly.MinValue, TimeOnly.MaxValue, new TimeOnly(1, 2, 3, 400)], (ref w, v) => w.WriteString(v));
        var durations = from ticks in Ticks from bits in Bits from small in Gen.Elements(false, true) select new TimeSpan(small ? ticks % TimeSpan.TicksPerDay : (long)bits);
        SameBytes(durations, [TimeSpan.MinValue, TimeSpan.MaxValue, TimeSpan.Zero, new TimeSpan(-1), TimeSpan.FromSeconds(1.5)], (ref w, v) => w.WriteString(v));
    }

    [Fact]
    public void The_comparison_fails_for_a_date_that_keeps_its_zeros() =>
        Should.Throw<Exception>(() => SameBytes(Ticks.Select(ticks => new DateTime(ticks, DateTimeKind.Utc)), [], (ref w, v) =>
        {
            w.WriteRaw("\""u8);
            w.WriteRaw(System.Text.Encoding.ASCII.GetBytes(v.ToString("O", System.Globalization.CultureInfo.InvariantCulture)));
            w.WriteRaw("\""u8);
        }));
}
