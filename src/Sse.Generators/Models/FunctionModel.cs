namespace Sse.Generators.Models;

/// <summary>The writer of one composite type: a local function beside the event's own code.</summary>
/// <param name="Name">The function's name, unique within the event.</param>
/// <param name="Type">The type it takes, fully qualified, with <c>?</c> when it takes null.</param>
/// <param name="AcceptsNull">Whether null comes in, and is written as such.</param>
internal abstract record FunctionModel(string Name, string Type, bool AcceptsNull);

/// <summary>A nested record, class or struct.</summary>
internal sealed record ObjectFunctionModel(
    string Name, string Type, bool AcceptsNull, EquatableArray<MemberModel> Members) : FunctionModel(Name, Type, AcceptsNull);

/// <summary>A sequence, written as a JSON array.</summary>
internal sealed record ListFunctionModel(
    string Name, string Type, bool AcceptsNull, ListAccess Access, ValueModel Element) : FunctionModel(Name, Type, AcceptsNull);

/// <summary>A dictionary with string keys, written as a JSON object with the keys as they are.</summary>
internal sealed record DictionaryFunctionModel(
    string Name, string Type, bool AcceptsNull, ValueModel Value) : FunctionModel(Name, Type, AcceptsNull);

/// <summary>An enum written by its names, and by its number where a value has none.</summary>
internal sealed record NamedEnumFunctionModel(
    string Name, string Type, string UnderlyingType, EquatableArray<EnumNameModel> Names) : FunctionModel(Name, Type, AcceptsNull: false);

/// <summary>One named value of an enum.</summary>
/// <param name="Member">The C# constant, fully qualified.</param>
/// <param name="JsonName">Its name as it stands between the quotes, already escaped.</param>
internal sealed record EnumNameModel(string Member, string JsonName);

/// <summary>How the elements of a sequence are reached.</summary>
internal enum ListAccess
{
    /// <summary>By index, up to <c>Length</c>.</summary>
    ArrayIndex,

    /// <summary>By index, up to <c>Count</c>.</summary>
    ListIndex,

    /// <summary>By index, up to <c>Length</c>; the sequence may not have been initialized.</summary>
    ImmutableArrayIndex,

    /// <summary>By its enumerator.</summary>
    Enumeration,
}
