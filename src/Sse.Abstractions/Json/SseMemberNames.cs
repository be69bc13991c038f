using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text;

namespace Sse;

/// <summary>The JSON names of a type's members, found as System.Text.Json finds them: in any case. Immutable.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class SseMemberNames
{
    private readonly string[] _names;
    private readonly byte[][] _utf8;
    private readonly string? _text;

    /// <summary>Lists the names in the order in which the members are written, which is the order they are expected in.</summary>
    /// <param name="names">The names as they are in JSON, unescaped; no two equal in any case.</param>
    public SseMemberNames(params string[] names)
    {
        ArgumentNullException.ThrowIfNull(names);
        _names = names;
        _utf8 = Array.ConvertAll(names, Encoding.UTF8.GetBytes);
    }

    private SseMemberNames(string text, string? discriminator)
        : this(text.Length is 0 ? [] : text[1..].Split(text[0])) => (_text, Discriminator) = (text, discriminator);

    /// <summary>
    /// The names that a place in the code needs, made once. The code says them each time, rather than a field's initializer:
    /// an edit of a running program changes code, and initializers don't run again.
    /// </summary>
    /// <param name="known">Where they are kept; safe to share between threads.</param>
    /// <param name="text">The names, each after a character that is in none of them; a literal.</param>
    /// <param name="discriminator">The name of the discriminator by which the type was found, or null; a literal.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SseMemberNames Of([NotNull] ref SseMemberNames? known, string text, string? discriminator = null) =>
        known is { } made && ReferenceEquals(made._text, text) && ReferenceEquals(made.Discriminator, discriminator) ? made : known = new SseMemberNames(text, discriminator);

    /// <summary>The name of the discriminator by which the type was found: it may not come again, nor may names with <c>$</c>.</summary>
    public string? Discriminator { get; init; }

    internal bool Is(int member, ReadOnlySpan<byte> utf8) => (uint)member < (uint)_utf8.Length && utf8.SequenceEqual(_utf8[member]);

    /// <summary>The index of an unescaped name, or -1.</summary>
    internal int Find(ReadOnlySpan<byte> utf8)
    {
        for (var i = 0; i < _utf8.Length; i++)
            if (utf8.SequenceEqual(_utf8[i])) return i;
        // No letter beyond ASCII equals one of ASCII in another case, so ASCII needs no decoding.
        if (!Ascii.IsValid(utf8)) return Find(Encoding.UTF8.GetString(utf8));
        for (var i = 0; i < _utf8.Length; i++)
            if (Ascii.EqualsIgnoreCase(utf8, _utf8[i])) return i;
        return -1;
    }

    /// <summary>The index of a name, or -1.</summary>
    internal int Find(string name) => Array.FindIndex(_names, known => string.Equals(known, name, StringComparison.OrdinalIgnoreCase));
}
