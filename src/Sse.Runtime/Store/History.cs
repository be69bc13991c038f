using Microsoft.Extensions.Logging;

namespace Sse;

/// <summary>
/// What of a stored log is not in memory any more: read from the store again in blocks, each once for all who wait for it,
/// few at a time, and kept for a while for those who come after them.
/// </summary>
/// <remarks>Thread-safe. Its lock is taken under the log's, never the other way round.</remarks>
internal sealed class History(BlockLoader loader, HubLog log, StoreHealth health, TimeProvider time, ILogger logger) : IColdFrames
{
    private const int AtOnce = 2;
    private const long MaxBytes = 64 << 20;

    private readonly Lock _lock = new();
    private readonly BlockEdges _edges = new(begin: 0);
    private readonly BlockCache _cache = new(MaxBytes);
    private readonly Dictionary<long, HashSet<ILogReader>> _waiting = [];
    private readonly Queue<BlockEdges.Block> _wanted = new();
    private readonly CancellationTokenSource _end = new();
    private FrameBlock? _last;
    private int _loading;

    /// <summary>How many blocks it knows the edges of: no more than are retained, and one.</summary>
    public int Blocks
    {
        get
        {
            lock (_lock) return _edges.Count;
        }
    }

    /// <summary>A record was read back, and is about to come into the log.</summary>
    public void Note(long position, int bytes)
    {
        var oldest = log.Oldest;
        lock (_lock)
            if (_edges.Add(position, bytes)) _edges.Forget(oldest);
    }

    /// <inheritdoc/>
    public FrameBlock? Find(long sequence)
    {
        lock (_lock)
        {
            if (_last?.Covers(sequence) == true) return _last;
            return _edges.Find(sequence) is { } block ? _last = _cache.Find(block.UpTo) : null;
        }
    }

    /// <inheritdoc/>
    public void Fetch(long sequence, ILogReader reader)
    {
        var oldest = log.Oldest;
        var isLost = false;
        lock (_lock)
        {
            _edges.Forget(oldest);
            // Who names a record that has left learns it from the log.
            if (_edges.Find(sequence) is { } block)
            {
                if (_cache.Find(block.UpTo) is { } found) isLost = !found.TryFind(sequence, out _);
                else if (Want(block, reader)) return;
            }
        }
        if (isLost) log.LetGo(sequence);
        reader.Fetched();
    }

    /// <inheritdoc/>
    public void Forget(ILogReader reader)
    {
        lock (_lock)
            foreach (var waiting in _waiting.Values) waiting.Remove(reader);
    }

    public void Dispose() => _end.Cancel();

    // False when there is nothing to wait for any more.
    private bool Want(in BlockEdges.Block block, ILogReader reader)
    {
        if (_end.IsCancellationRequested) return false;
        if (_waiting.TryGetValue(block.UpTo, out var waiting))
        {
            waiting.Add(reader);
            return true;
        }
        _waiting.Add(block.UpTo, [reader]);
        _wanted.Enqueue(block);
        if (_loading == AtOnce) return true;
        _loading++;
        _ = Task.Run(LoadAsync, CancellationToken.None);
        return true;
    }

    private async Task LoadAsync()
    {
        var retry = new Backoff(time);
        try
        {
            while (TryTake(out var block))
            {
                try
                {
                    Loaded(block, await loader.LoadAsync(block, _end.Token).ConfigureAwait(false));
                    health.Fetching = null;
                    retry = new Backoff(time);
                }
                catch (Exception exception) when (!_end.IsCancellationRequested)
                {
                    if (health.Fetching is null) logger.FetchFailed(exception);
                    health.Fetching = exception;
                    await retry.WaitAsync(_end.Token).ConfigureAwait(false);
                    // One that can't be read must not keep the others waiting.
                    lock (_lock) _wanted.Enqueue(block);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The log's readers have ended.
        }
    }

    private bool TryTake(out BlockEdges.Block block)
    {
        lock (_lock)
        {
            while (_wanted.TryDequeue(out block))
            {
                if (_waiting[block.UpTo].Count > 0)
                {
                    _cache.MakeRoom(block.Bytes);
                    return true;
                }
                // All who wanted it have left.
                _waiting.Remove(block.UpTo);
            }
            _loading--;
            if (_waiting.Count == 0) health.Fetching = null;
            return false;
        }
    }

    private void Loaded(in BlockEdges.Block wanted, FrameBlock block)
    {
        HashSet<ILogReader> waiting;
        lock (_lock)
        {
            _cache.Add(wanted.UpTo, block);
            _waiting.Remove(wanted.UpTo, out waiting!);
        }
        foreach (var reader in waiting) reader.Fetched();
    }
}
