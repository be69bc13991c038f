using Npgsql;

namespace Sse.Postgres;

/// <summary>Moves what was published in transactions into the log, once they are committed.</summary>
internal sealed class Outbox(Database database, OpenedLog log)
{
    private const string Text = "select sse.drain(h.id, h.epoch, $2, case when $3 then 0 else h.drained - 1000 end, 1000, 1048576) from sse.hub h where h.id = $1 and h.epoch = $4";

    private static readonly TimeSpan BetweenSearches = TimeSpan.FromSeconds(1);

    private long _searched;
    private bool _isSearching;

    /// <summary>Whether rows are to be looked for from the beginning now, as <see cref="TailPage"/> says.</summary>
    public bool IsToBeSearched()
    {
        _isSearching = _searched == 0 || TimeProvider.System.GetElapsedTime(_searched) > BetweenSearches;
        if (_isSearching) _searched = TimeProvider.System.GetTimestamp();
        return _isSearching;
    }

    /// <summary>Moves some, unless another node is at it.</summary>
    /// <returns>Whether there may be more.</returns>
    public ValueTask<bool> DrainAsync(CancellationToken cancellationToken) => database.AskAsync(
        Text,
        new NpgsqlParameter[]
        {
            new NpgsqlParameter<int> { TypedValue = log.Hub },
            new NpgsqlParameter<string> { TypedValue = new StoreBatch(Guid.NewGuid(), []).Tag },
            new NpgsqlParameter<bool> { TypedValue = _isSearching },
            new NpgsqlParameter<string> { TypedValue = log.Epoch },
        },
        static async (rows, cancellationToken) => await rows.ReadAsync(cancellationToken).ConfigureAwait(false) && rows.GetInt32(0) > 0,
        cancellationToken);
}
