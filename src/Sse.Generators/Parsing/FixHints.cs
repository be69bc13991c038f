namespace Sse.Generators.Parsing;

/// <summary>The names under which a diagnostic carries what its code fix needs to know.</summary>
internal static class FixHints
{
    /// <summary>The text that takes the place of an event's name.</summary>
    public const string Replacement = nameof(Replacement);

    /// <summary>The JsonSerializerContext that doesn't list a type, by its documentation id.</summary>
    public const string Context = nameof(Context);

    /// <summary>That type, in C#.</summary>
    public const string Unlisted = nameof(Unlisted);

    /// <summary>A type that a hub lists and nothing makes an event, in C#.</summary>
    public const string Undeclared = nameof(Undeclared);
}
