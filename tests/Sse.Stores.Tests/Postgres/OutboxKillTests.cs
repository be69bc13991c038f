using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Npgsql;

namespace Sse.Tests.Postgres;

/// <summary>
/// The application and the database are killed in turns while rows are written with their events: both are there, or
/// neither. SSE_OUTBOX_KILLS says how often; 200 transactions come to each.
/// </summary>
public sealed class OutboxKillTests
{
    private const int PerKill = 200;
    private static readonly int Kills = int.TryParse(Environment.GetEnvironmentVariable("SSE_OUTBOX_KILLS"), CultureInfo.InvariantCulture, out var kills) ? kills : 10;

    [Fact]
    public async Task Row_and_event_are_there_together_or_not_at_all()
    {
        await using var server = await PostgresServer.StartAsync();
        await using var log = await PostgresLog.CreateAsync(server);
        await log.ExecuteAsync("create table business (id int generated always as identity primary key)");
        var committed = new HashSet<int>();
        var application = Start(log.ConnectionString);
        for (var kill = 0; kill < Kills; kill++)
        {
            for (var i = 0; i < PerKill; i++) committed.Add(await NextAsync(application));
            if (kill % 2 == 0)
            {
                await EndAsync(application, committed);
                application = Start(log.ConnectionString);
            }
            else
            {
                await server.KillAsync();
                await server.ResumeAsync();
            }
        }
        await EndAsync(application, committed);

        log.Source.Clear();
        await using (var node = await log.StartNodeAsync(hub: "NumberHub")) await UntilDrainedAsync(log);
        var rows = await ReadAsync(log, "select id from business order by id", static row => row.GetInt32(0));
        var events = await ReadAsync(log, "select convert_from(frame, 'UTF8') from sse.log order by position", static row => ValueOf(row.GetString(0)));
        events.ShouldBeUnique();
        events.Order().ShouldBe(rows);
        committed.Except(rows).ShouldBeEmpty("what was acknowledged is there");
        Figures.Show($"PostgreSQL outbox: {Kills} kills of the application and of PostgreSQL, {committed.Count} acknowledged transactions, {rows.Count} rows, {events.Count} events: the same ones.");
    }

    private static async Task EndAsync(Process application, HashSet<int> committed)
    {
        application.Kill();
        while (await application.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken).Bounded() is { } line)
            if (int.TryParse(line, CultureInfo.InvariantCulture, out var id)) committed.Add(id);
        await application.WaitForExitAsync(TestContext.Current.CancellationToken).Bounded();
        application.Dispose();
    }

    private static async Task UntilDrainedAsync(PostgresLog log)
    {
        while ((long)(await log.ExecuteAsync("select count(*) from sse.outbox"))! > 0) await Task.Yield();
    }

    private static Process Start(string connectionString)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "Sse.StoreNode")) { RedirectStandardOutput = true, UseShellExecute = false };
        start.ArgumentList.Add("postgres");
        start.ArgumentList.Add(connectionString);
        return Process.Start(start)!;
    }

    private static async Task<int> NextAsync(Process application) =>
        int.Parse((await application.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken).Bounded())!, CultureInfo.InvariantCulture);

    private static int ValueOf(string frame) => JsonDocument.Parse(frame.Split("data: ")[1]).RootElement.GetProperty("value").GetInt32();

    private static async Task<List<int>> ReadAsync(PostgresLog log, string text, Func<NpgsqlDataReader, int> read)
    {
        await using var command = log.Source.CreateCommand(text);
        await using var rows = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var values = new List<int>();
        while (await rows.ReadAsync(TestContext.Current.CancellationToken)) values.Add(read(rows));
        return values;
    }
}
