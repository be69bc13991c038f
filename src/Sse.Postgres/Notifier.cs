using Npgsql;

namespace Sse.Postgres;

/// <summary>
/// Tells other nodes that something was appended. By itself and one at a time, because who notifies keeps all who do from
/// committing meanwhile.
/// </summary>
internal sealed class Notifier(Database database, OpenedLog log)
{
    // Nothing is lost with it: it needn't wait for the disk.
    private const string Text = "select set_config('synchronous_commit', 'off', true), pg_notify($1, '')";

    private static readonly TimeSpan BeforeAgain = TimeSpan.FromSeconds(1);

    private readonly WakeSignal _wanted = new();

    /// <summary>Something was appended.</summary>
    public void Notify() => _wanted.Set();

    /// <summary>Works until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            await _wanted.WaitAsync(Timeout.InfiniteTimeSpan, cancellationToken).ConfigureAwait(false);
            try
            {
                await database.AskAsync(
                    Text, new NpgsqlParameter[] { new NpgsqlParameter<string> { TypedValue = log.Channel } }, static (_, _) => new ValueTask<int>(0), cancellationToken).ConfigureAwait(false);
            }
            catch (Exception) when (!cancellationToken.IsCancellationRequested)
            {
                // The others look by themselves.
                await Task.Delay(BeforeAgain, TimeProvider.System, cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
