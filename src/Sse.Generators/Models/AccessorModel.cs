namespace Sse.Generators.Models;

/// <summary>How a member is reached.</summary>
/// <param name="Name">The C# member's name, without <c>@</c>.</param>
/// <param name="HiddenIn">The base type through which a hidden member is reached, or null when its name finds it.</param>
/// <param name="Accessor">What is called instead, or null.</param>
internal sealed record AccessModel(string Name, string? HiddenIn = null, AccessorModel? Accessor = null);

/// <summary>A way to a constructor, property or field that code can't reach, or can't use as it is.</summary>
/// <param name="Name">What is called, with the class that holds it, its host and type arguments.</param>
/// <param name="Kind">What it leads to.</param>
/// <param name="Host">The header of the nested class that holds it; null where the declaring type is not generic.</param>
/// <param name="Target">What it is called in the declaring type; empty for a constructor.</param>
/// <param name="Declaration">What follows <c>static extern</c>.</param>
/// <param name="ByReference">Whether it takes its object by reference: a struct.</param>
internal sealed record AccessorModel(string Name, AccessorKind Kind, string? Host, string Target, string Declaration, bool ByReference);

/// <summary>The accessors of an event.</summary>
/// <param name="ClassName">The name of the nested class that holds them.</param>
/// <param name="All">Each once.</param>
internal sealed record AccessorsModel(string ClassName, EquatableArray<AccessorModel> All);

/// <summary>What an accessor leads to; the names are those of UnsafeAccessorKind.</summary>
internal enum AccessorKind
{
    Constructor,
    Method,
    Field,
}
