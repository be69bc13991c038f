using System.Numerics;

namespace Sse;

/// <summary>A queue in a ring that can be indexed from its oldest item, and gives memory back when it shrinks.</summary>
internal struct Deque<T>
{
    private T[]? _items;
    private int _head;

    public int Count { get; private set; }

    /// <summary>The item at a place, counted from the oldest.</summary>
    public readonly T this[int index] => _items![(_head + index) & (_items.Length - 1)];

    /// <summary>Makes room, so that the next <see cref="Add"/> allocates nothing.</summary>
    public void Reserve()
    {
        if (_items is null || Count == _items.Length) Resize(Math.Max(1, Count * 2));
    }

    public void Add(T item)
    {
        Reserve();
        _items![(_head + Count) & (_items.Length - 1)] = item;
        Count++;
    }

    public void RemoveFirst()
    {
        _items![_head] = default!;
        _head = (_head + 1) & (_items.Length - 1);
        Count--;
        if (Count == 0) (_items, _head) = (null, 0);
        else if (Count <= _items.Length / 4) TryShrink((int)BitOperations.RoundUpToPowerOf2((uint)Count));
    }

    private void TryShrink(int capacity)
    {
        try { Resize(capacity); }
        catch (OutOfMemoryException)
        {
            // It saves memory; without memory it waits for the next one that goes.
        }
    }

    private void Resize(int capacity)
    {
        var items = LogMemory.Array<T>(capacity);
        for (var i = 0; i < Count; i++) items[i] = this[i];
        (_items, _head) = (items, 0);
    }
}
