namespace Sse.Generators.Models;

/// <summary>The writer of one composite type: a local function beside the event's own code.</summary>
/// <param name="Name">The function's name, unique within the event.</param>
/// <param name="Type">The type it takes, fully qualified, with <c>?</c> when it takes null.</param>
/// <param name="AcceptsNull">Whether null comes in, and is written as such.</param>
internal abstract record FunctionModel(string Name, string Type, bool AcceptsNull);

/// <summary>A nested record, class or struct.</summary>
internal sealed record ObjectFunctionModel(
    string Name, string Type, bool AcceptsNull, ObjectModel Content) : FunctionModel(Name, Type, AcceptsNull);

/// <summary>A sequence, written as a JSON array; with a view it is enumerated as that type.</summary>
internal sealed record ListFunctionModel(
    string Name, string Type, bool AcceptsNull, string? View, ListAccess Access, ValueModel Element, CallbackModel? Callbacks) : FunctionModel(Name, Type, AcceptsNull);

/// <summary>
/// A dictionary, written as a JSON object with the keys as they are: by a function, or by a method of the writer where
/// there is none. With a view it is enumerated as that type.
/// </summary>
internal sealed record DictionaryFunctionModel(
    string Name, string Type, bool AcceptsNull, string? View, string? Key, ValueModel Value, CallbackModel? Callbacks) : FunctionModel(Name, Type, AcceptsNull);

/// <summary>
/// An enum written by its names, as a value or as the key of a dictionary. What has no name of its own is left to a
/// converter or, where there is none, written as its number.
/// </summary>
internal sealed record NamedEnumFunctionModel(
    string Name, string Type, string UnderlyingType, EquatableArray<EnumNameModel> Names, bool IsKey, string? Converter) : FunctionModel(Name, Type, AcceptsNull: false);

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

    /// <summary>By index in its span.</summary>
    SpanIndex,

    /// <summary>By its enumerator.</summary>
    Enumeration,
}
