using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace Sse.Tests.Hardening;

/// <summary>
/// Thousands of hostile requests and connections against one application, and one judge for all of them: nobody reads what is another's, the
/// server has no error, honest readers lose nothing, and nothing stays. Longer with SSE_HARDENING_SECONDS.
/// </summary>
[Collection(nameof(UsesAllCores))]
public class HardeningTests
{
    private static int Seconds => int.TryParse(Environment.GetEnvironmentVariable("SSE_HARDENING_SECONDS"), CultureInfo.InvariantCulture, out var seconds) ? seconds : 4;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task No_request_reads_what_is_anothers_or_leaves_anything_behind(int version)
    {
        await using var app = await HardeningApp.StartAsync();
        var watch = Stopwatch.StartNew();
        var attacks = AttackLists.All(app.Positions).ToList();
        var statuses = await SendAsync(app, version, attacks);
        var pulses = await app.EndAsync();
        // Attacks that never arrive try nothing.
        statuses.GetValueOrDefault(0).ShouldBeLessThan(attacks.Count / 20);
        foreach (var status in new[] { 200, 204, 400, 401, 403, 404, 405 }) statuses.GetValueOrDefault(status).ShouldBeGreaterThan(0, $"{status}");
        Figures.Show($"hardening: {attacks.Count} requests over HTTP/{(version == 1 ? "1.1" : "2")} in {watch.Elapsed.TotalSeconds:F0} s ({string.Join(", ", attacks.CountBy(attack => attack.Area).Select(area => $"{area.Value} on {area.Key}"))}), "
            + $"{string.Join(", ", statuses.OrderBy(pair => pair.Key).Select(pair => $"{pair.Value} × {(pair.Key == 0 ? "cut off" : pair.Key)}"))}; 10 honest readers had all of {pulses} events");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task No_request_does_so_that_was_changed_at_random(int version)
    {
        var (sent, watch) = (0, Stopwatch.StartNew());
        var seed = Environment.TickCount;
        do
        {
            await using var app = await HardeningApp.StartAsync();
            var attacks = AttackLists.All(app.Positions).ToList();
            var random = new Random(seed + sent);
            // Another application from time to time: what an honest reader gets is kept.
            for (var round = Stopwatch.StartNew(); round.Elapsed < TimeSpan.FromSeconds(Math.Min(Seconds, 30));)
            {
                var changed = Enumerable.Range(0, 500).Select(_ => Mutation.Of(attacks[random.Next(attacks.Count)], attacks[random.Next(attacks.Count)], random)).ToList();
                await SendAsync(app, version, changed);
                sent += changed.Count;
            }
            try { await app.EndAsync(); }
            catch (ShouldAssertException exception) { throw new ShouldAssertException($"With the seed {seed}: {exception.Message}", exception); }
        }
        while (watch.Elapsed < TimeSpan.FromSeconds(Seconds));
        Figures.Show($"hardening: {sent} requests changed at random over HTTP/{(version == 1 ? "1.1" : "2")} in {watch.Elapsed.TotalSeconds:F0} s (seed {seed})");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task No_connection_does_so_however_it_ends_or_breaks_the_protocol(int version)
    {
        await using var app = await HardeningApp.StartAsync();
        var watch = Stopwatch.StartNew();
        var count = version == 1 ? await Http1Connections.AttackAsync(app) : await Http2Connections.AttackAsync(app);
        var pulses = await app.EndAsync();
        Figures.Show($"hardening: {count} connections of HTTP/{(version == 1 ? "1.1" : "2")} cut, broken and abused in {watch.Elapsed.TotalSeconds:F0} s; 10 honest readers had all of {pulses} events");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task The_judge_notices_an_application_that_asks_nobody(int version)
    {
        await using var app = await HardeningApp.StartAsync(isGuarded: false);
        await SendAsync(app, version, [.. AttackLists.All(app.Positions).Where(attack => attack.Area == "topics").Take(150)]);
        app.Failures.Count(failure => failure.Contains("has read", StringComparison.Ordinal)).ShouldBeGreaterThan(50);
        app.Failures.Count(failure => failure.Contains("without a name", StringComparison.Ordinal)).ShouldBeGreaterThan(50);
    }

    private static async Task<Dictionary<int, int>> SendAsync(HardeningApp app, int version, IReadOnlyList<HardeningAttack> attacks)
    {
        var assailants = new ConcurrentBag<IAssailant>();
        var statuses = new ConcurrentDictionary<int, int>();
        await Parallel.ForEachAsync(attacks, new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = TestContext.Current.CancellationToken }, async (attack, _) =>
        {
            if (!assailants.TryTake(out var assailant)) assailant = app.MakeAssailant(version);
            var answer = await assailant.SendAsync(attack);
            assailants.Add(assailant);
            app.Judge(attack, answer);
            statuses.AddOrUpdate(answer.Status, 1, static (_, count) => count + 1);
        });
        foreach (var assailant in assailants) await assailant.DisposeAsync();
        return new(statuses);
    }
}
