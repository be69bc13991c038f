namespace Sse.Generators.Models;

/// <summary>How one value is written.</summary>
internal abstract record ValueModel;

/// <summary>A method of the frame writer takes the value, null included.</summary>
/// <param name="Method">The method's name.</param>
/// <param name="Suffix">What turns the value into the method's arguments: <c>.Span</c>, or another argument.</param>
internal sealed record PrimitiveModel(string Method, string Suffix = "") : ValueModel;

/// <summary>An enum written as its number.</summary>
/// <param name="UnderlyingType">The C# keyword of the underlying type.</param>
internal sealed record NumericEnumModel(string UnderlyingType) : ValueModel;

/// <summary>A <c>T?</c> over a value type.</summary>
/// <param name="Inner">How a value that is present is written.</param>
internal sealed record NullableModel(ValueModel Inner) : ValueModel;

/// <summary>A composite value: one of the event's functions writes it.</summary>
/// <param name="Function">The function's name.</param>
internal sealed record CompositeModel(string Function) : ValueModel;

/// <summary>A value that a converter takes.</summary>
/// <param name="Field">The field that holds the converter.</param>
internal sealed record ConverterValueModel(string Field) : ValueModel;

/// <summary>A value tuple: it has fields only, so its JSON has no members.</summary>
internal sealed record EmptyObjectModel : ValueModel;
