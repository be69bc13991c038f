namespace Sse.Generators.Models;

/// <summary>One member of a JSON object.</summary>
/// <param name="JsonName">The name as it stands between the quotes, already escaped.</param>
/// <param name="Name">The C# member's name, without <c>@</c>.</param>
/// <param name="HiddenIn">The base type through which a hidden member is reached, or null when its name finds it.</param>
/// <param name="Type">The member's type, fully qualified.</param>
/// <param name="Presence">When it is written at all.</param>
/// <param name="Value">How its value is written.</param>
internal sealed record MemberModel(
    string JsonName, string Name, string? HiddenIn, string Type, MemberPresence Presence, ValueModel Value);

/// <summary>When a member is written.</summary>
internal enum MemberPresence
{
    Always,

    /// <summary>Left out when it is null.</summary>
    WhenNotNull,

    /// <summary>Left out when it equals its type's default by the <c>!=</c> operator.</summary>
    WhenNotDefault,

    /// <summary>Left out when the type's own equality says that it is the default.</summary>
    WhenNotEqualToDefault,
}
