namespace Sse.Generators.Models;

/// <summary>
/// One form of an event, its own or the one that a hub gives it: all that emission needs. Like every model it holds strings, numbers and other models, nothing
/// of the compiler's, and is compared by value: equal models mean that no file is written again.
/// </summary>
/// <param name="HintName">The generated file's name without its ending; empty for a form inside a hub.</param>
/// <param name="Namespace">The namespace as it is written in source, or null for the global one.</param>
/// <param name="Containers">The headers of the containing types, outermost first: <c>partial class Market</c>.</param>
/// <param name="Header">The header of the event's own part: <c>sealed partial record PriceChanged</c>.</param>
/// <param name="TypeName">The event type, fully qualified.</param>
/// <param name="EventName">The name on the wire.</param>
/// <param name="IsReferenceType">Whether a value can be null.</param>
/// <param name="Content">What its data consists of; null where it was refused.</param>
/// <param name="Functions">The writers of composite members, in the order of their first use.</param>
/// <param name="Converters">The converters that its functions call.</param>
/// <param name="Options">The options that these are given.</param>
/// <param name="Accessors">The ways to what it can't reach.</param>
/// <param name="IsRelaxed">Whether only what JSON requires is escaped.</param>
/// <param name="CountsDepth">Whether it can nest so deep that it has to be counted while it is written.</param>
/// <param name="Key">Its key, or null when it has none.</param>
/// <param name="Reading">How it is read, or null when it can't be.</param>
/// <param name="Contract">What it is told to be: JSON; empty where it was refused.</param>
/// <param name="Warnings">The warnings that naming its types and members brings along.</param>
/// <param name="Refusal">Why nothing can be written, or null. The analyzer has reported it; the part only keeps call sites compiling.</param>
internal sealed record EventModel(
    string HintName,
    string? Namespace,
    EquatableArray<string> Containers,
    string Header,
    string TypeName,
    string EventName,
    bool IsReferenceType,
    ObjectModel? Content,
    EquatableArray<FunctionModel> Functions,
    EquatableArray<ConverterModel> Converters,
    EquatableArray<OptionsModel> Options,
    AccessorsModel Accessors,
    bool IsRelaxed,
    bool CountsDepth,
    KeyModel? Key,
    ReadingModel? Reading,
    string Contract,
    EquatableArray<string> Warnings,
    string? Refusal);
