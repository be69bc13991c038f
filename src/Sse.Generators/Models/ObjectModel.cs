namespace Sse.Generators.Models;

/// <summary>What a JSON object consists of.</summary>
/// <param name="Members">Its members in the order in which they are written.</param>
/// <param name="Extension">What follows them, under names of its own; or null.</param>
/// <param name="Callbacks">What it is told, or null.</param>
/// <param name="Discriminator">What tells its type, before the members: name and value as they stand in JSON; or null.</param>
internal sealed record ObjectModel(EquatableArray<MemberModel> Members, ExtensionModel? Extension, CallbackModel? Callbacks, string? Discriminator = null);

/// <summary>A dictionary whose entries stand among the members of the object that holds it.</summary>
/// <param name="Access">The way to it.</param>
/// <param name="View">The type that it is enumerated as, or null.</param>
/// <param name="Value">How the value of an entry is written.</param>
internal sealed record ExtensionModel(AccessModel Access, string? View, ValueModel Value);
