namespace Sse.Postgres;

/// <summary>
/// Hears of what other nodes appended, sooner than by looking for it now and then. It carries nothing: what it misses is found
/// all the same.
/// </summary>
internal sealed class Listener(Database database, OpenedLog log, WakeSignal wake)
{
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan BeforeAgain = TimeSpan.FromSeconds(1);

    /// <summary>Listens until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await ListenAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (Exception) when (!cancellationToken.IsCancellationRequested)
            {
                // Away, or a proxy that keeps no session: the tail goes on by itself.
            }
            wake.Set();
            await Task.Delay(BeforeAgain, TimeProvider.System, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task ListenAsync(CancellationToken cancellationToken)
    {
        var connection = await database.ConnectAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = connection.ConfigureAwait(false);
        connection.Notification += (_, _) => wake.Set();
        await database.AskAsync(connection, $"listen {log.Channel}", default, static (_, _) => new ValueTask<int>(0), cancellationToken).ConfigureAwait(false);
        wake.Set();
        while (true)
        {
            if (await connection.WaitAsync(Quiet, cancellationToken).ConfigureAwait(false)) continue;
            // A connection that is gone without a word is silent too.
            await database.AskAsync(connection, "select 1", default, static (_, _) => new ValueTask<int>(0), cancellationToken).ConfigureAwait(false);
        }
    }
}
