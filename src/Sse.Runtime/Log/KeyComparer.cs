namespace Sse;

/// <summary>Keys are equal when their bytes are. Hashes differ from process to process, so nobody can choose colliding keys.</summary>
internal sealed class KeyComparer : IEqualityComparer<Key>, IAlternateEqualityComparer<ReadOnlySpan<byte>, Key>
{
    public static readonly KeyComparer Instance = new();

    private KeyComparer()
    {
    }

    public static int Hash(ReadOnlySpan<byte> bytes)
    {
        var hash = new HashCode();
        hash.AddBytes(bytes);
        return hash.ToHashCode();
    }

    public bool Equals(Key? x, Key? y) => ReferenceEquals(x, y) || (x is not null && y is not null && x.Bytes.AsSpan().SequenceEqual(y.Bytes));

    public int GetHashCode(Key key) => Hash(key.Bytes);

    public bool Equals(ReadOnlySpan<byte> alternate, Key other) => alternate.SequenceEqual(other.Bytes);

    public int GetHashCode(ReadOnlySpan<byte> alternate) => Hash(alternate);

    public Key Create(ReadOnlySpan<byte> alternate) => new(alternate.ToArray());
}
