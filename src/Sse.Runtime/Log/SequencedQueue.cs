namespace Sse;

/// <summary>What stands in a queue in the order of sequences.</summary>
internal interface ISequenced<T>
{
    /// <summary>Its sequence; known while it lives.</summary>
    long Sequence { get; }

    /// <summary>False when it left before its turn: it still takes a place in the queue then, for a while.</summary>
    bool IsLive { get; }

    /// <summary>Whether all from here to a later item, so many places on, left together with that one.</summary>
    bool LeftWith(in T later, int distance);
}

/// <summary>
/// A queue in the order of sequences, the oldest first. In chunks, so that a large log has little memory unused and none is
/// copied as it grows; who dies in the middle is swept out a chunk at a time, so that nothing takes long.
/// </summary>
internal sealed class SequencedQueue<T>
    where T : struct, ISequenced<T>
{
    private const int ChunkSize = 1024;
    private readonly List<Chunk> _chunks = [];
    private Chunk? _first;
    private Chunk? _last;
    private long _items;
    private int _sweep;

    /// <summary>Makes room for some more; adding them allocates nothing then.</summary>
    public void Reserve(int count)
    {
        if (_last?.TryReserve(count) == true) return;
        LogMemory.Announce();
        _chunks.EnsureCapacity(_chunks.Count + 1);
        // The first chunk grows, so that a hub with a handful of events has no large one.
        var size = Math.Max(count, _chunks.Count == 0 ? 16 : ChunkSize);
        _chunks.Add(new Chunk(size));
        FindEnds();
    }

    /// <summary>Adds an item there is room for.</summary>
    public void Add(T item)
    {
        _last!.Add(item);
        _items++;
    }

    /// <summary>Makes room for an item that may be older than others; inserting it allocates nothing then.</summary>
    public void ReserveAt(long sequence)
    {
        var place = FirstChunkAfter(sequence);
        if (place == _chunks.Count)
        {
            Reserve(1);
            return;
        }
        var chunk = _chunks[place];
        if (chunk.TryReserve(1)) return;
        Compact(chunk);
        if (chunk.TryReserve(1)) return;
        LogMemory.Announce();
        _chunks.EnsureCapacity(_chunks.Count + 1);
        _chunks.Insert(place + 1, chunk.Split());
        FindEnds();
    }

    /// <summary>Adds an item for which <see cref="ReserveAt"/> made room.</summary>
    public void Insert(T item)
    {
        _chunks[Math.Min(FirstChunkAfter(item.Sequence), _chunks.Count - 1)].Insert(item);
        _items++;
    }

    /// <summary>The oldest item that lives; those before it are gone then.</summary>
    public bool TryFirst(out T first)
    {
        while (_first is { } chunk)
        {
            while (chunk.First < chunk.End)
            {
                first = chunk.Items[chunk.First];
                if (first.IsLive) return true;
                _items -= chunk.SkipDead();
            }
            _chunks.RemoveAt(0);
            FindEnds();
        }
        first = default;
        return false;
    }

    /// <summary>The item that <see cref="TryFirst"/> gave has died.</summary>
    public void RemoveFirst()
    {
        _first!.First++;
        _items--;
    }

    /// <summary>Whether more have died than live.</summary>
    /// <param name="live">How many live.</param>
    public bool NeedsSweep(long live) => _items > (2 * live) + ChunkSize;

    /// <summary>Sweeps one chunk when more have died than live.</summary>
    /// <param name="live">How many live.</param>
    public void Sweep(long live)
    {
        if (!NeedsSweep(live)) return;
        if (_sweep >= _chunks.Count) _sweep = 0;
        var chunk = _chunks[_sweep];
        Compact(chunk);
        if (_sweep > 0 && _chunks[_sweep - 1].TryTake(chunk))
        {
            _chunks.RemoveAt(_sweep);
            FindEnds();
        }
        else
        {
            _sweep++;
        }
    }

    /// <summary>Where reading begins after a sequence.</summary>
    public Place After(long sequence)
    {
        var low = FirstChunkAfter(sequence);
        return new Place(this, low, low < _chunks.Count ? _chunks[low].FirstAfter(sequence) : 0);
    }

    /// <summary>Where reading backwards begins, at a sequence or the last before it.</summary>
    public BackPlace UpTo(long sequence) => new(this, sequence);

    // What every append asks for, without a way through the list.
    private void FindEnds() => (_first, _last) = _chunks.Count == 0 ? (null, null) : (_chunks[0], _chunks[^1]);

    private void Compact(Chunk chunk)
    {
        var before = chunk.End - chunk.First;
        chunk.Compact();
        _items -= before - chunk.End;
    }

    private int FirstChunkAfter(long sequence)
    {
        var (low, high) = (0, _chunks.Count);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (_chunks[middle].Newest <= sequence) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    /// <summary>A place in the queue; valid until the queue is changed.</summary>
    internal ref struct Place
    {
        private readonly SequencedQueue<T> _queue;
        private ReadOnlySpan<T> _items;
        private int _chunk;
        private int _index = -1;

        internal Place(SequencedQueue<T> queue, int chunk, int index)
        {
            (_queue, _chunk) = (queue, chunk);
            _items = chunk < queue._chunks.Count ? queue._chunks[chunk].Items.AsSpan()[index..queue._chunks[chunk].End] : default;
        }

        /// <summary>Those that follow, as many as lie in one piece: also such that have died.</summary>
        public readonly ReadOnlySpan<T> Following => _items[(_index + 1)..];

        /// <summary>Moves on to one of <see cref="Following"/>.</summary>
        public void Skip(int count) => _index += count;

        /// <summary>The item it stands on, after <see cref="MoveNext"/> answered true.</summary>
        public readonly ref readonly T Current => ref _items[_index];

        /// <summary>Moves to the next item that lives.</summary>
        public bool MoveNext()
        {
            while (true)
            {
                while (++_index < _items.Length)
                    if (_items[_index].IsLive) return true;
                if (++_chunk >= _queue._chunks.Count) return false;
                var chunk = _queue._chunks[_chunk];
                _items = chunk.Items.AsSpan()[chunk.First..chunk.End];
                _index = -1;
            }
        }
    }

    /// <summary>A place in the queue from which it is read backwards; valid until the queue is changed.</summary>
    internal ref struct BackPlace
    {
        private readonly SequencedQueue<T> _queue;
        private int _chunk;
        private int _index;

        internal BackPlace(SequencedQueue<T> queue, long sequence)
        {
            (_queue, _chunk) = (queue, queue.FirstChunkAfter(sequence));
            _index = _chunk < queue._chunks.Count ? queue._chunks[_chunk].FirstAfter(sequence) : 0;
        }

        /// <summary>The item it stands on, after <see cref="MovePrevious"/> answered true.</summary>
        public readonly ref readonly T Current => ref _queue._chunks[_chunk].Items[_index];

        /// <summary>Moves to the item before that lives.</summary>
        public bool MovePrevious()
        {
            while (true)
            {
                if (_chunk < _queue._chunks.Count)
                    for (var chunk = _queue._chunks[_chunk]; --_index >= chunk.First;)
                        if (chunk.Items[_index].IsLive) return true;
                if (--_chunk < 0) return false;
                _index = _queue._chunks[_chunk].End;
            }
        }
    }

    private sealed class Chunk(int size)
    {
        public T[] Items { get; private set; } = LogMemory.Array<T>(size);

        public int First { get; set; }

        public int End { get; private set; }

        // An empty one is the last, or its items have died: then no search ends before it for being empty.
        public long Newest { get; private set; } = long.MaxValue;

        public bool TryReserve(int count)
        {
            if (End + count <= Items.Length) return true;
            if (Items.Length >= ChunkSize) return false;
            var larger = LogMemory.Array<T>(Math.Min(ChunkSize, Math.Max(Items.Length * 4, End + count)));
            Items.CopyTo(larger, 0);
            Items = larger;
            return End + count <= Items.Length;
        }

        public void Add(T item)
        {
            Items[End++] = item;
            Newest = item.Sequence;
        }

        public void Insert(T item)
        {
            var place = FirstAfter(item.Sequence);
            Items.AsSpan(place, End - place).CopyTo(Items.AsSpan(place + 1));
            Items[place] = item;
            End++;
            // Those behind it may all have died.
            Newest = Newest == long.MaxValue ? item.Sequence : Math.Max(Newest, item.Sequence);
        }

        // Of one that is full and in which none has died.
        public Chunk Split()
        {
            var half = End / 2;
            var second = new Chunk(ChunkSize) { End = End - half, Newest = Newest };
            Items.AsSpan(half, End - half).CopyTo(second.Items);
            Items.AsSpan(half, End - half).Clear();
            (End, Newest) = (half, Items[half - 1].Sequence);
            return second;
        }

        // Who has died has no sequence any more: the next one that lives speaks for it.
        public int FirstAfter(long sequence)
        {
            var (low, high) = (First, End);
            while (low < high)
            {
                var middle = (low + high) >>> 1;
                var living = middle;
                while (living < high && !Items[living].IsLive) living++;
                if (living < high && Items[living].Sequence <= sequence) low = living + 1;
                else high = middle;
            }
            return low;
        }

        public void Compact()
        {
            var count = 0;
            for (var i = First; i < End; i++)
                if (Items[i].IsLive) Items[count++] = Items[i];
            Items.AsSpan(count, End - count).Clear();
            (First, End) = (0, count);
        }

        /// <summary>Passes over the first, which has died, and over those that died with it.</summary>
        public int SkipDead()
        {
            var first = Items[First];
            var distance = End - 1 - First;
            while (distance > 0 && !first.LeftWith(Items[First + distance], distance)) distance /= 2;
            First += distance + 1;
            return distance + 1;
        }

        public bool TryTake(Chunk next)
        {
            if (End + next.End > Items.Length) return false;
            next.Items.AsSpan(0, next.End).CopyTo(Items.AsSpan(End));
            End += next.End;
            if (next.End > 0) Newest = next.Newest;
            return true;
        }
    }
}
