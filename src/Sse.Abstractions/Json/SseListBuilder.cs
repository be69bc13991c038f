using System.Collections.Immutable;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Sse;

/// <summary>
/// Collects the elements of a JSON array, a few of them on the stack, so that what comes out of a short one is all that
/// is allocated. Generated code calls it. Not thread-safe; pass it by reference.
/// </summary>
/// <typeparam name="T">The elements' type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref struct SseListBuilder<T>
{
    private const int FewItems = 8;

    private Few _few;
    private int _count;
    private List<T>? _many;

    /// <summary>Adds an element.</summary>
    /// <param name="item">The element.</param>
    public void Add(T item)
    {
        if (_many is not null) _many.Add(item);
        else if (_count < FewItems) _few[_count++] = item;
        else Spill(item);
    }

    /// <summary>The elements as a list, which is this buffer's no longer.</summary>
    /// <returns>A new list.</returns>
    public readonly List<T> ToList()
    {
        if (_many is not null) return _many;
        var list = new List<T>(_count);
        CollectionsMarshal.SetCount(list, _count);
        _few[.._count].CopyTo(CollectionsMarshal.AsSpan(list));
        return list;
    }

    /// <summary>The elements as an array.</summary>
    /// <returns>An array of their number.</returns>
    public readonly T[] ToArray() => _many is not null ? _many.ToArray() : _few[.._count].ToArray();

    /// <summary>The elements as an immutable array.</summary>
    /// <returns>An array of their number.</returns>
    public readonly ImmutableArray<T> ToImmutableArray() => ImmutableCollectionsMarshal.AsImmutableArray(ToArray());

    private void Spill(T item)
    {
        _many = new List<T>(2 * FewItems);
        _many.AddRange(_few[.._count]);
        _many.Add(item);
    }

    [InlineArray(FewItems)]
    private struct Few
    {
        private T _first;
    }
}
