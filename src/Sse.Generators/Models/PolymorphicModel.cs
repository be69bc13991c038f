namespace Sse.Generators.Models;

/// <summary>
/// A type that stands for those derived from it: the function of the value's own type is called. What is none of them is
/// written as the base type or, where that has no function, refused.
/// </summary>
internal sealed record PolymorphicFunctionModel(
    string Name, string Type, bool AcceptsNull, EquatableArray<DerivedModel> Derived, string? Base, UnknownDerived Unknown) : FunctionModel(Name, Type, AcceptsNull);

/// <summary>One derived type.</summary>
/// <param name="Type">The type, fully qualified.</param>
/// <param name="Function">The function that writes it, discriminator first.</param>
internal sealed record DerivedModel(string Type, string Function);

/// <summary>What becomes of a value whose type is none of those that are listed.</summary>
internal enum UnknownDerived
{
    /// <summary>Only the base type itself is written.</summary>
    Refused,

    /// <summary>It is written as the base type.</summary>
    AsBase,

    /// <summary>It is written as the nearest type that it derives from.</summary>
    AsNearest,
}

/// <summary>How a type that stands for others is read: by its discriminator, or as itself where there is none.</summary>
internal sealed record ReadPolymorphicModel(
    string Name, string Type, string Discriminator, bool IgnoresUnknown, EquatableArray<ReadDerivedModel> Derived, string? Base) : ReadFunctionModel(Name, Type);

/// <summary>One derived type.</summary>
/// <param name="Value">The discriminator's value in C#: text or a number.</param>
/// <param name="Function">The function that reads it.</param>
internal sealed record ReadDerivedModel(string Value, string Function);
