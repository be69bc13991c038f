namespace Sse.Tool.Recordings;

/// <summary>A line as name and value.</summary>
internal readonly ref struct StreamField(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
{
    public ReadOnlySpan<byte> Name { get; } = name;

    public ReadOnlySpan<byte> Value { get; } = value;

    public bool Is(ReadOnlySpan<byte> name) => Name.SequenceEqual(name);
}
