namespace Sse;

// The keys of dictionaries: each value as the text that it is in JSON, and the colon after it.
public ref partial struct SseFrameWriter
{
    /// <summary>Writes a property name, escaped and in quotes, and the colon after it.</summary>
    /// <param name="name">The name as it shall be read back: a dictionary's key, say.</param>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    public void WritePropertyName(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        WriteQuoted(name, suffix: (byte)':');
    }

    /// <inheritdoc cref="WritePropertyName(string)"/>
    public void WritePropertyName(char name)
    {
        WriteString(name);
        WriteRaw(":"u8);
    }

    /// <inheritdoc cref="WritePropertyName(string)"/>
    public void WritePropertyName(Guid name)
    {
        WriteString(name);
        WriteRaw(":"u8);
    }

    /// <inheritdoc cref="WritePropertyName(string)"/>
    public void WritePropertyName(DateTime name)
    {
        WriteString(name);
        WriteRaw(":"u8);
    }

    /// <inheritdoc cref="WritePropertyName(string)"/>
    public void WritePropertyName(DateTimeOffset name)
    {
        WriteString(name);
        WriteRaw(":"u8);
    }

    /// <inheritdoc cref="WritePropertyName(string)"/>
    public void WritePropertyName(DateOnly name)
    {
        WriteString(name);
        WriteRaw(":"u8);
    }

    /// <inheritdoc cref="WritePropertyName(string)"/>
    public void WritePropertyName(TimeOnly name)
    {
        WriteString(name);
        WriteRaw(":"u8);
    }

    /// <inheritdoc cref="WritePropertyName(string)"/>
    public void WritePropertyName(TimeSpan name)
    {
        WriteString(name);
        WriteRaw(":"u8);
    }

    /// <inheritdoc cref="WritePropertyName(string)"/>
    public void WritePropertyName(Uri name)
    {
        ArgumentNullException.ThrowIfNull(name);
        WriteString(name);
        WriteRaw(":"u8);
    }

    /// <inheritdoc cref="WritePropertyName(string)"/>
    public void WritePropertyName(Version name)
    {
        ArgumentNullException.ThrowIfNull(name);
        WriteString(name);
        WriteRaw(":"u8);
    }

    /// <inheritdoc cref="WritePropertyName(string)"/>
    public void WritePropertyName(bool name) => WriteRaw(name ? "\"True\":"u8 : "\"False\":"u8);

    /// <inheritdoc cref="WritePropertyName(string)"/>
    public void WritePropertyName(sbyte name) => WritePropertyName((long)name);

    /// <inheritdoc cref="WritePropertyName(string)"/>
    public void WritePropertyName(byte name) => WritePropertyName((ulong)name);

    /// <inheritdoc cref="WritePropertyName(string)"/>
    public void WritePropertyName(short name) => WritePropertyName((long)name);

    /// <inheritdoc cref="WritePropertyName(string)"/>
    public void WritePropertyName(ushort name) => WritePropertyName((ulong)name);

    /// <inheritdoc cref="WritePropertyName(string)"/>
    public void WritePropertyName(int name) => WritePropertyName((long)name);

    /// <inheritdoc cref="WritePropertyName(string)"/>
    public void WritePropertyName(uint name) => WritePropertyName((ulong)name);

    /// <inheritdoc cref="WritePropertyName(string)"/>
    public void WritePropertyName(long name)
    {
        WriteRaw("\""u8);
        WriteNumber(name);
        WriteRaw("\":"u8);
    }

    /// <inheritdoc cref="WritePropertyName(string)"/>
    public void WritePropertyName(ulong name)
    {
        WriteRaw("\""u8);
        WriteNumber(name);
        WriteRaw("\":"u8);
    }

    /// <inheritdoc cref="WritePropertyName(string)"/>
    public void WritePropertyName(Int128 name)
    {
        WriteRaw("\""u8);
        WriteNumber(name);
        WriteRaw("\":"u8);
    }

    /// <inheritdoc cref="WritePropertyName(string)"/>
    public void WritePropertyName(UInt128 name)
    {
        WriteRaw("\""u8);
        WriteNumber(name);
        WriteRaw("\":"u8);
    }

    /// <inheritdoc cref="WritePropertyName(string)"/>
    public void WritePropertyName(Half name)
    {
        WriteRaw("\""u8);
        WriteNumber(name);
        WriteRaw("\":"u8);
    }

    /// <inheritdoc cref="WritePropertyName(string)"/>
    public void WritePropertyName(float name)
    {
        WriteRaw("\""u8);
        WriteNumber(name);
        WriteRaw("\":"u8);
    }

    /// <inheritdoc cref="WritePropertyName(string)"/>
    public void WritePropertyName(double name)
    {
        WriteRaw("\""u8);
        WriteNumber(name);
        WriteRaw("\":"u8);
    }

    /// <inheritdoc cref="WritePropertyName(string)"/>
    public void WritePropertyName(decimal name)
    {
        WriteRaw("\""u8);
        WriteNumber(name);
        WriteRaw("\":"u8);
    }
}
