namespace Sse;

/// <summary>
/// Makes an event of a type that is somebody else's, or is not to be touched. On a hub it is one of the hub's events, beside
/// those that <see cref="SseHubAttribute"/> lists. On the assembly it holds for every hub of the assembly that lists the type.
/// </summary>
/// <typeparam name="T">The type: written and read member by member, as System.Text.Json would.</typeparam>
/// <param name="name">
/// The event's name, as for <see cref="SseEventAttribute"/>. When left out it is the type's name in kebab case.
/// </param>
/// <remarks>Such a type is an event of hubs only: it does not implement <see cref="ISseEvent{TSelf}"/>.</remarks>
/// <example><code>
/// [SseHub(typeof(Deployed)), SseEvent&lt;GitHubPush&gt;("push")]
/// public sealed partial class BuildHub;
/// </code></example>
[AttributeUsage(AttributeTargets.Assembly | AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class SseEventAttribute<T>(string? name = null) : Attribute
{
    /// <summary>The declared name, or null when it follows from the type's name.</summary>
    public string? Name { get; } = name;
}
