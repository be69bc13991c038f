using System.Diagnostics;
using System.Globalization;
using Sse.Tests;

namespace Sse.Benchmarks.Listening;

/// <summary>
/// What a listener to all instruments costs: server CPU per delivery under saturation, with and without, in turns on one machine. The
/// server has a process and a core of its own; this process, on the other, is its load.
/// </summary>
internal static class ListenerCost
{
    private const int Subscribers = 1_000;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Measured = TimeSpan.FromSeconds(8);

    public static async Task MeasureAsync(int rounds, string server)
    {
        foreach (var inline in new[] { false, true })
        {
            Console.WriteLine($"{(inline ? "UnsafePreferInlineScheduling" : "Kestrel's defaults")}: CPU µs per delivery, {Subscribers} subscribers, {SaturatingLoad.InFlight} publishes in flight");
            var (without, with) = (new List<double>(), new List<double>());
            for (var round = 0; round < rounds; round++)
            {
                // In turns, and each first in every other round.
                var first = round % 2 == 1;
                (first ? with : without).Add(await RunAsync(server, inline, listens: first).ConfigureAwait(false));
                (first ? without : with).Add(await RunAsync(server, inline, listens: !first).ConfigureAwait(false));
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  round {round + 1}: without {without[^1]:F3}, with {with[^1]:F3}, {(with[^1] / without[^1]) - 1:P1}"));
            }
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  median: without {Median(without):F3}, with {Median(with):F3}, {(Median(with) / Median(without)) - 1:P1}"));
        }
    }

    private static async Task<double> RunAsync(string server, bool inline, bool listens)
    {
        var port = LocalPort.Free();
        using var process = Process.Start(new ProcessStartInfo("taskset", ["-c", "0", "dotnet", server, "--urls", $"http://127.0.0.1:{port}", "--inline", $"{inline}", "--listen", $"{listens}"]))
            ?? throw new InvalidOperationException("The server can't be started. taskset is part of util-linux.");
        try
        {
            await using var load = await SaturatingLoad.StartAsync(port, Subscribers).ConfigureAwait(false);
            await Task.Delay(WarmUp, TimeProvider.System).ConfigureAwait(false);
            process.Refresh();
            var (cpu, delivered) = (process.TotalProcessorTime, load.Delivered);
            await Task.Delay(Measured, TimeProvider.System).ConfigureAwait(false);
            process.Refresh();
            return (process.TotalProcessorTime - cpu).TotalMicroseconds / (load.Delivered - delivered);
        }
        finally
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync().ConfigureAwait(false);
        }
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
