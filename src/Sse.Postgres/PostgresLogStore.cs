using System.Runtime.CompilerServices;

namespace Sse.Postgres;

/// <summary>A log in PostgreSQL that many processes append to, read and trim: what one function does under the log's row is the order.</summary>
/// <param name="database">Where it is.</param>
internal sealed class PostgresLogStore(Database database) : ILogStore
{
    private const int PageSize = 500;
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);

    private readonly Guid _node = Guid.NewGuid();
    private readonly WakeSignal _wake = new();
    private OpenedLog? _log;
    private NodeWakeUps? _wakeUps;
    private Snapshot? _snapshot;
    private long _first;

    public StoreTraits Traits { get; } = new();

    /// <summary>Where it is.</summary>
    public Database Database => database;

    private OpenedLog Log => _log ?? throw new InvalidOperationException("The log is not open.");

    public async ValueTask<StoredLog> OpenAsync(CancellationToken cancellationToken)
    {
        await CloseAsync().ConfigureAwait(false);
        var log = await Opening.OpenAsync(database, cancellationToken).ConfigureAwait(false);
        _snapshot = await Snapshot.TakeAsync(database, log, cancellationToken).ConfigureAwait(false);
        var stored = await _snapshot.ReadLogAsync(cancellationToken).ConfigureAwait(false);
        Volatile.Write(ref _first, _snapshot.First);
        if (stored.Newest == 0) await ReleaseSnapshotAsync().ConfigureAwait(false);
        _log = log;
        _wakeUps = new NodeWakeUps(database, log, _wake);
        return stored;
    }

    public ValueTask<StoredPlace> GetNewestAsync(CancellationToken cancellationToken) => Newest.ReadAsync(database, Log, cancellationToken);

    public async ValueTask<IReadOnlyList<long>> AppendAsync(StoreBatch batch, CancellationToken cancellationToken)
    {
        var places = await BatchAppend.RunAsync(database, Log, _node, batch, cancellationToken).ConfigureAwait(false);
        _wake.Set();
        _wakeUps?.Notify();
        return places;
    }

    public async IAsyncEnumerable<IReadOnlyList<StoredRecord>> TailAsync(StoredPlace after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var log = Log;
        var place = after;
        await foreach (var records in ReadSnapshotAsync(place, cancellationToken).ConfigureAwait(false))
        {
            place = PlaceOf(records[^1]);
            yield return records;
        }

        var outbox = new Outbox(database, log);
        while (true)
        {
            var page = await TailPage.ReadAsync(database, log, place, PageSize, outbox.IsToBeSearched(), cancellationToken).ConfigureAwait(false);
            // Others trimmed what this process hasn't read: what topics lost is to be asked for anew.
            if (page.First - 1 > place.Position && page.First > Volatile.Read(ref _first)) throw new SseLogReplacedException("The hub's stored log was trimmed beyond what this process had read.");
            if (page.Records.Count > 0)
            {
                place = PlaceOf(page.Records[^1]);
                yield return page.Records;
            }
            if (page.HasOutbox && await outbox.DrainAsync(cancellationToken).ConfigureAwait(false)) _wakeUps?.Notify();
            else if (place.Position < page.Newest && page.Records.Count > 0) continue;
            else
            {
                yield return [];
                await _wake.WaitAsync(Poll, cancellationToken).ConfigureAwait(false);
            }
        }

        StoredPlace PlaceOf(StoredRecord record) => new(log.Epoch, record.Position, record.Tag);
    }

    public ValueTask<IReadOnlyList<StoredRecord>> ReadAsync(long after, int limit, CancellationToken cancellationToken) => LogPage.ReadAsync(database, Log, after, limit, cancellationToken);

    public async ValueTask<bool> TrimAsync(StoreTrim trim, CancellationToken cancellationToken)
    {
        // Whoever trims has read what stood there when the log was opened.
        await ReleaseSnapshotAsync().ConfigureAwait(false);
        var (first, more) = await Trimming.RunAsync(database, Log, trim, cancellationToken).ConfigureAwait(false);
        // By what this process itself lets go it isn't surprised.
        Volatile.Write(ref _first, Math.Max(_first, first));
        return more;
    }

    public ValueTask DisposeAsync() => CloseAsync();

    // What stood when the log was opened, once.
    private async IAsyncEnumerable<IReadOnlyList<StoredRecord>> ReadSnapshotAsync(StoredPlace after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _snapshot, null) is not { } snapshot) yield break;
        await using var _ = snapshot.ConfigureAwait(false);
        if (after.Epoch != Log.Epoch) yield break;
        for (var position = after.Position; position < snapshot.Newest;)
        {
            var records = await snapshot.ReadAsync(position, PageSize, cancellationToken).ConfigureAwait(false);
            if (records.Count == 0) yield break;
            position = records[^1].Position;
            yield return records;
        }
    }

    private async ValueTask ReleaseSnapshotAsync()
    {
        if (Interlocked.Exchange(ref _snapshot, null) is { } snapshot) await snapshot.DisposeAsync().ConfigureAwait(false);
    }

    private async ValueTask CloseAsync()
    {
        await ReleaseSnapshotAsync().ConfigureAwait(false);
        if (Interlocked.Exchange(ref _wakeUps, null) is { } wakeUps) await wakeUps.DisposeAsync().ConfigureAwait(false);
    }
}
