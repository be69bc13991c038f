namespace Sse.Generators.Models;

/// <summary>One member of a JSON object.</summary>
/// <param name="JsonName">The name as it stands between the quotes, already escaped.</param>
/// <param name="Access">The way to its value.</param>
/// <param name="Type">The member's type, fully qualified.</param>
/// <param name="Presence">When it is written at all.</param>
/// <param name="Value">How its value is written.</param>
internal sealed record MemberModel(
    string JsonName, AccessModel Access, string Type, MemberPresence Presence, ValueModel Value);

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
