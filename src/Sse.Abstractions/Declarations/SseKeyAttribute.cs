namespace Sse;

/// <summary>
/// Declares that a member is part of its event's key: of several events with equal keys, only the newest matters. On
/// more than one member the key is all of them together. See <see cref="ISseKeyed{TSelf}"/> for the key's bytes.
/// </summary>
/// <remarks>
/// A key member is a string, char, bool, integer, Guid, enum, DateOnly, TimeOnly or TimeSpan, and never null: types whose
/// equal values have several texts, such as decimals and date times, can't tell what is the same. On a parameter of a
/// record it stands for the property of that name.
/// </remarks>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field | AttributeTargets.Parameter)]
public sealed class SseKeyAttribute : Attribute;
