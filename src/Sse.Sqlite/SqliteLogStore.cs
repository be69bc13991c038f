using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace Sse.Sqlite;

/// <summary>A log in one SQLite file, written by one process: each batch is one transaction, on the disk when it returns.</summary>
/// <param name="path">The file's full path.</param>
internal sealed class SqliteLogStore(string path) : ILogStore
{
    private const string Letters = "abcdefghijklmnopqrstuvwxyz0123456789";
    private const int PageSize = 500;
    private const int MostCommitted = 256;

    // SQLite serializes whoever uses a connection; this lets them wait without a thread.
    private readonly SemaphoreSlim _turn = new(1);
    private readonly string _tag = RandomNumberGenerator.GetString(Letters, 6);
    private FileLock? _lock;
    private SqliteConnection? _connection;
    private Channel<IReadOnlyList<StoredRecord>>? _committed;
    private TagTable? _tags;
    private BatchWriter? _writer;
    private Trimming? _trimming;

    public StoreTraits Traits { get; } = new();

    public ValueTask<StoredLog> OpenAsync(CancellationToken cancellationToken) => InTurnAsync(
        () =>
        {
            _lock ??= FileLock.Take(path);
            return Open();
        },
        cancellationToken);

    public ValueTask<StoredPlace> GetNewestAsync(CancellationToken cancellationToken) => InTurnAsync(Newest, cancellationToken);

    public ValueTask<IReadOnlyList<long>> AppendAsync(StoreBatch batch, CancellationToken cancellationToken) => InTurnAsync(
        () =>
        {
            var (places, stored) = _writer!.Write(batch);
            // A tail that doesn't keep up reads from the file again.
            if (stored.Count > 0 && _committed?.Writer.TryWrite(stored) == false) EndTail();
            return places;
        },
        cancellationToken);

    public async IAsyncEnumerable<IReadOnlyList<StoredRecord>> TailAsync(StoredPlace after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var position = after.Position;
        ChannelReader<IReadOnlyList<StoredRecord>>? committed = null;
        while (committed is null)
        {
            var page = await InTurnAsync(
                () =>
                {
                    ThrowIfReplaced(after);
                    var records = LogPage.Read(_connection!, _tags!, position, PageSize);
                    if (records.Count == 0) committed = BeginTail();
                    return records;
                },
                cancellationToken).ConfigureAwait(false);
            yield return page;
            if (page.Count > 0) position = page[^1].Position;
        }
        await foreach (var records in committed.ReadAllAsync(cancellationToken).ConfigureAwait(false)) yield return records;
    }

    public ValueTask<IReadOnlyList<StoredRecord>> ReadAsync(long after, int limit, CancellationToken cancellationToken) =>
        InTurnAsync(() => LogPage.Read(_connection!, _tags!, after, limit), cancellationToken);

    public ValueTask<bool> TrimAsync(StoreTrim trim, CancellationToken cancellationToken) => InTurnAsync(() => _trimming!.Trim(trim), cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _turn.WaitAsync().ConfigureAwait(false);
        EndTail();
        if (_connection is not null) await _connection.DisposeAsync().ConfigureAwait(false);
        _lock?.Dispose();
        _turn.Dispose();
    }

    private async ValueTask<T> InTurnAsync<T>(Func<T> work, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try { return Words.Say(path, work); }
        finally { _turn.Release(); }
    }

    private StoredPlace Newest()
    {
        var newest = StoredState.ReadNewest(_connection!, out var epoch);
        return new StoredPlace(epoch, newest, newest > 0 ? _tags!.Of(newest) : null);
    }

    private void ThrowIfReplaced(StoredPlace known)
    {
        var newest = Newest();
        if (newest.Epoch != known.Epoch || newest.Position < known.Position || (known.Position > 0 && _tags!.Of(known.Position) != known.Tag)) throw new SseLogReplacedException();
    }

    private StoredLog Open()
    {
        _connection?.Dispose();
        _connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        _connection.Open();
        Schema.Prepare(_connection, path, epoch: RandomNumberGenerator.GetString(Letters, 8));
        _tags = TagTable.Read(_connection, _tag);
        _writer = new BatchWriter(_connection, _tags);
        _trimming = new Trimming(_connection);
        return StoredState.Read(_connection, _tags);
    }

    private ChannelReader<IReadOnlyList<StoredRecord>> BeginTail()
    {
        EndTail();
        _committed = Channel.CreateBounded<IReadOnlyList<StoredRecord>>(MostCommitted);
        return _committed.Reader;
    }

    private void EndTail()
    {
        _committed?.Writer.TryComplete();
        _committed = null;
    }
}
