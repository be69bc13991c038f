using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Sse.Tests.Sqlite;

/// <summary>The process is killed while it publishes, again and again.</summary>
public sealed class KillTests : IDisposable
{
    private const int Kills = 20;
    private const int Publishers = 8;

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task What_was_acknowledged_is_there_exactly_once()
    {
        var acknowledged = new HashSet<int>();
        var random = new Random(1);
        var next = 0;
        for (var kill = 0; kill < Kills; kill++)
        {
            // Whatever was under way is in doubt: its numbers are not used again.
            using var process = Start(next);
            var until = random.Next(50, 400);
            for (var i = 0; i < until; i++) acknowledged.Add(await NextAsync(process));
            process.Kill();
            // What was written before the end is acknowledged too.
            while (await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken).Bounded() is { } line)
                if (int.TryParse(line, CultureInfo.InvariantCulture, out var number)) acknowledged.Add(number);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken).Bounded();
            next = acknowledged.Max() + 1_000;
        }

        var stored = ReadAll();
        stored.Select(event_ => event_.Number).ShouldBeUnique();
        acknowledged.Except(stored.Select(event_ => event_.Number)).ShouldBeEmpty();
        stored.Select(event_ => event_.Position).ShouldBe(Enumerable.Range(1, stored.Count).Select(i => (long)i), "positions are dense");
        foreach (var publisher in stored.GroupBy(event_ => event_.Publisher)) publisher.Select(event_ => event_.Number).ShouldBeInOrder();
        Figures.Show($"SQLite: {Kills} kills, {acknowledged.Count} acknowledged events, {stored.Count} stored: none lost, none twice.");
    }

    public void Dispose() => _folder.Dispose();

    private Process Start(int first)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "Sse.StoreNode")) { RedirectStandardOutput = true, UseShellExecute = false };
        foreach (var argument in (string[])["sqlite", _folder["log.db"], first.ToString(CultureInfo.InvariantCulture), Publishers.ToString(CultureInfo.InvariantCulture)]) start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }

    private static async Task<int> NextAsync(Process process) =>
        int.Parse((await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken).Bounded())!, CultureInfo.InvariantCulture);

    // With SQLite alone: what is in the file, whatever we make of it.
    private List<(long Position, int Number, int Publisher)> ReadAll()
    {
        using var connection = new SqliteConnection($"Data Source={_folder["log.db"]};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "select position, cast(frame as text) from log order by position";
        using var rows = command.ExecuteReader();
        var events = new List<(long, int, int)>();
        while (rows.Read())
        {
            var data = System.Text.Json.JsonDocument.Parse(rows.GetString(1).Split("data: ")[1]).RootElement;
            events.Add((rows.GetInt64(0), data.GetProperty("value").GetInt32(), data.GetProperty("publisher").GetInt32()));
        }
        return events;
    }
}
