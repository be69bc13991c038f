using NATS.Client.Core;
using NATS.Client.JetStream.Models;

namespace Sse.Nats;

/// <summary>Makes the streams of a log.</summary>
internal static class LogSetUp
{
    private const int MostAttempts = 5;
    private static readonly TimeSpan BeforeAgain = TimeSpan.FromMilliseconds(100);

    /// <summary>Makes those that aren't there, and gives the log its epoch.</summary>
    public static async Task CreateAsync(INatsConnection connection, LogNames names, int replicas, CancellationToken cancellationToken)
    {
        var streams = new LogStreams(connection, names);
        await streams.ConnectAsync(cancellationToken).ConfigureAwait(false);
        var state = await EnsureAsync(streams, StreamFitness.State(names, replicas), cancellationToken).ConfigureAwait(false);
        StreamFitness.CheckState(names, state.Config);
        var log = await EnsureAsync(streams, StreamFitness.Log(names, replicas), cancellationToken).ConfigureAwait(false);
        StreamFitness.CheckLog(names, log.Config);
        await new LogEpoch(streams).OfAsync(log, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<StreamInfo> EnsureAsync(LogStreams streams, StreamConfig config, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            if (await streams.FindAsync(config.Name!, cancellationToken).ConfigureAwait(false) is { } found) return found;
            bool isMade;
            try
            {
                isMade = await streams.TryCreateAsync(config, cancellationToken).ConfigureAwait(false);
            }
            catch (SseStoreException) when (attempt < MostAttempts)
            {
                isMade = false;
            }
            if (attempt >= MostAttempts) throw isMade ? Words.NoStream(streams.Names, config.Name!) : Words.Overlaps(streams.Names, config.Name!);
            // Somebody else may be making it: its subjects are taken before it is seen.
            if (!isMade) await Task.Delay(BeforeAgain, TimeProvider.System, cancellationToken).ConfigureAwait(false);
        }
    }
}
