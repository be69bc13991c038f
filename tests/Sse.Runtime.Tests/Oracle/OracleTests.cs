using System.Diagnostics;
using System.Globalization;

namespace Sse.Tests.Oracle;

/// <summary>
/// Everything at once, over real sockets, judged from what is in the events. Runs for two minutes; for as
/// many minutes as SSE_ORACLE_MINUTES says.
/// </summary>
[Collection(nameof(UsesAllCores))]
public class OracleTests
{
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(11);

    public static TheoryData<string> Retentions => [.. OracleRetention.Names];

    [Theory]
    [MemberData(nameof(Retentions))]
    public async Task Readers_of_all_kinds_have_what_was_published_or_were_told_what_was_lost(string retention)
    {
        var watch = Stopwatch.StartNew();
        var figures = default(OracleFigures);
        do
        {
            figures += await new OracleRun(new OracleRetention(retention), Environment.TickCount).GoAsync(Round);
        }
        while (watch.Elapsed < Time);
        Figures.Show($"Oracle, {retention}: {figures}");
        // A run in which nothing happened has shown nothing.
        figures.Deliveries.ShouldBeGreaterThan(1_000);
        figures.Resumes.ShouldBeGreaterThan(50);
        figures.Snapshots.ShouldBeGreaterThan(20);
    }

    [Fact]
    public async Task The_oracle_notices_readers_that_forget_an_event()
    {
        var run = new OracleRun(new OracleRetention("everything"), seed: 1) { Forgets = true };
        (await Should.ThrowAsync<OracleException>(() => run.GoAsync(TimeSpan.FromSeconds(4)))).Message.ShouldContain("nobody said so");
    }

    private static TimeSpan Time => double.TryParse(Environment.GetEnvironmentVariable("SSE_ORACLE_MINUTES"), CultureInfo.InvariantCulture, out var minutes)
        ? TimeSpan.FromMinutes(minutes) / OracleRetention.Names.Length
        : TimeSpan.Zero;
}
