namespace Sse.Generators.Models;

/// <summary>The key of an event.</summary>
/// <param name="EventName">The event whose key it is: the event's own name, or that of the event it removes.</param>
/// <param name="IsRemoval">Whether the event takes the key away.</param>
/// <param name="Parts">The key's members in their order; none where the key is the topic alone.</param>
internal sealed record KeyModel(string EventName, bool IsRemoval, EquatableArray<KeyPartModel> Parts);

/// <summary>One member of a key.</summary>
/// <param name="Name">The C# member's name, without <c>@</c>.</param>
/// <param name="CanBeNull">Whether a null can come in, although the member is not declared so.</param>
/// <param name="Value">How its value is written.</param>
internal sealed record KeyPartModel(string Name, bool CanBeNull, ValueModel Value);
