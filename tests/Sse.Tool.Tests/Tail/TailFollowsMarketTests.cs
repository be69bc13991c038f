using System.CommandLine;
using System.Text;
using System.Text.Json;
using Spectre.Console;
using Sse.Tests.Support;
using Sse.Tool.Commands;

namespace Sse.Tests.Tail;

public class TailFollowsMarketTests
{
    [Fact]
    public async Task It_begins_with_a_snapshot_loses_and_doubles_nothing_over_cuts_and_is_told_of_a_restart_once()
    {
        await using var market = new SampleServer("Market");
        await market.Start();
        await using var wire = new CuttableProxy(market.Port);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        await using var output = new Lines();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(TextWriter.Null) });
        var tail = TailCommand.Create(console).Parse([$"http://127.0.0.1:{wire.Port}/market", "--json"])
            .InvokeAsync(new InvocationConfiguration { Output = output, Error = TextWriter.Null }, stop.Token);

        await output.Until(lines => lines.Count >= 40);
        for (var cut = 0; cut < 2; cut++)
        {
            var before = output.Count;
            wire.Cut();
            // Some 50 prices a second: the first of these were published while nobody listened.
            await output.Until(lines => lines.Count >= before + 100);
        }
        Faults(output.Snapshot()).ShouldBeEmpty();
        output.Snapshot().ShouldNotContain(line => IsGap(line));
        output.Snapshot().Count(IsLive).ShouldBe(1);

        await market.Stop();
        await market.Start();
        await output.Until(lines => lines.FindIndex(IsGap) is var gap and >= 0 && lines.Count > gap + 40);
        await stop.CancelAsync();
        await tail;

        var all = output.Snapshot();
        var told = all.FindIndex(IsGap);
        all.Count(IsGap).ShouldBe(1);
        all.FindIndex(told, IsLive).ShouldBeGreaterThan(told);
        Faults(all[..told]).ShouldBeEmpty();
        Faults(all[(told + 1)..]).ShouldBeEmpty();
    }

    [Fact]
    public void The_proof_notices_what_is_lost_and_what_is_doubled() =>
        Faults([Price("A", 1), Price("B", 7), Price("A", 3), Price("B", 8), Price("B", 8)]).ShouldBe(["A: 3 after 1", "B: 8 after 8"]);

    private static string Price(string symbol, int n) => JsonSerializer.Serialize(new { type = "price", data = JsonSerializer.Serialize(new { symbol, n }) });

    private static bool IsGap(string line) => TypeOf(line) == "sse-gap";

    private static bool IsLive(string line) => TypeOf(line) == "sse-live";

    private static string? TypeOf(string line)
    {
        using var json = JsonDocument.Parse(line);
        return json.RootElement.GetProperty("type").GetString();
    }

    // By the counter that each symbol has inside its payload, not by ids.
    private static List<string> Faults(List<string> lines)
    {
        var newest = new Dictionary<string, long>();
        var faults = new List<string>();
        foreach (var line in lines.Where(line => TypeOf(line) == "price"))
        {
            using var json = JsonDocument.Parse(line);
            using var price = JsonDocument.Parse(json.RootElement.GetProperty("data").GetString()!);
            var (symbol, n) = (price.RootElement.GetProperty("symbol").GetString()!, price.RootElement.GetProperty("n").GetInt64());
            if (newest.TryGetValue(symbol, out var before) && n != before + 1) faults.Add($"{symbol}: {n} after {before}");
            newest[symbol] = n;
        }
        return faults;
    }

    /// <summary>What a program prints, line by line, for those who wait for it.</summary>
    private sealed class Lines : TextWriter
    {
        private readonly List<string> _lines = [];
        private TaskCompletionSource _more = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override Encoding Encoding => Encoding.UTF8;

        public int Count
        {
            get { lock (_lines) return _lines.Count; }
        }

        public List<string> Snapshot()
        {
            lock (_lines) return [.. _lines];
        }

        public override void WriteLine(string? value)
        {
            lock (_lines)
            {
                _lines.Add(value ?? "");
                _more.TrySetResult();
                _more = new(TaskCreationOptions.RunContinuationsAsynchronously);
            }
        }

        public async Task Until(Predicate<List<string>> holds)
        {
            while (true)
            {
                Task more;
                lock (_lines)
                {
                    if (holds(_lines)) return;
                    more = _more.Task;
                }
                await more.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
            }
        }
    }
}
