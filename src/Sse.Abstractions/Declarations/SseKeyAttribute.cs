namespace Sse;

/// <summary>
/// Declares what an event is about: of several events with equal keys, only the newest matters. On a member, it is part
/// of the key; on more than one, the key is all of them together. On the type, the key is the topic alone: each topic has
/// one newest event of this type, as the progress of a job does. See <see cref="ISseKeyed{T}"/> for the key's bytes.
/// </summary>
/// <remarks>
/// A key member is a string, char, bool, integer, Guid, enum, DateOnly, TimeOnly or TimeSpan, and never null: types whose
/// equal values have several texts, such as decimals and date times, can't tell what is the same. On a parameter of a
/// record it stands for the property of that name. On the type and on members at once it is a compile error.
/// </remarks>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field | AttributeTargets.Parameter | AttributeTargets.Class | AttributeTargets.Struct)]
public sealed class SseKeyAttribute : Attribute;
