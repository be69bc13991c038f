using System.ComponentModel;

namespace Sse;

/// <summary>
/// Tells hubs of other assemblies, which can't see all of an event's members, what its key consists of. Put on events by
/// the source generator.
/// </summary>
/// <param name="names">The names of the key's members, in the order in which the key holds them; none where the key is the topic alone.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, Inherited = false), EditorBrowsable(EditorBrowsableState.Never)]
public sealed class SseKeyMembersAttribute(params string[] names) : Attribute
{
    /// <summary>The names of the key's members.</summary>
    public IReadOnlyList<string> Names { get; } = names;
}
