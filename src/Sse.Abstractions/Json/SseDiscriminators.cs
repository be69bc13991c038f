using System.ComponentModel;
using System.Text;

namespace Sse;

/// <summary>What tells in JSON which of several types an object is. Immutable.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class SseDiscriminators
{
    private readonly object[] _values;

    /// <summary>Lists the discriminators of some types.</summary>
    /// <param name="name">The name under which one stands.</param>
    /// <param name="ignoresUnknown">Whether one that is not listed is passed over.</param>
    /// <param name="values">The discriminators: text or 32-bit numbers.</param>
    public SseDiscriminators(string name, bool ignoresUnknown, params object[] values)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(values);
        (Name, Utf8Name, IgnoresUnknown, _values) = (name, Encoding.UTF8.GetBytes(name), ignoresUnknown, values);
    }

    internal string Name { get; }

    internal byte[] Utf8Name { get; }

    internal bool IgnoresUnknown { get; }

    internal int Find(object value) => Array.IndexOf(_values, value);
}
