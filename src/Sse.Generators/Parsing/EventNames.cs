using System.Globalization;

namespace Sse.Generators.Parsing;

/// <summary>The names of events: which are allowed, and which one a type has when none was given.</summary>
internal static class EventNames
{
    /// <summary>Names with this start belong to the protocol itself.</summary>
    public const string ReservedPrefix = "sse-";

    /// <summary>What is wrong with a name, or null.</summary>
    public static string? FindFault(string name)
    {
        if (name.Length is 0) return "it is empty: give it one, or leave it out for the type's";
        if (name.StartsWith(ReservedPrefix, StringComparison.Ordinal)) return $"names that start with '{ReservedPrefix}' are reserved for the protocol: begin it otherwise";
        foreach (var c in name)
            if (char.IsControl(c)) return string.Format(CultureInfo.InvariantCulture, "it has the control character U+{0:X4}: leave it out", (int)c);
        return FindUnpairedSurrogate(name) is { } surrogate
            ? string.Format(CultureInfo.InvariantCulture, "it has the unpaired surrogate U+{0:X4}: leave it out", (int)surrogate)
            : null;
    }

    /// <summary>The first half of a character that stands without its other half: UTF-8 can't hold it.</summary>
    public static char? FindUnpairedSurrogate(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1])) i++;
            else if (char.IsSurrogate(text[i])) return text[i];
        }
        return null;
    }

    /// <summary>A valid name close to an invalid one.</summary>
    public static string Repair(string name, string typeName)
    {
        var repaired = string.Concat(name.Where(c => !char.IsControl(c)));
        while (FindUnpairedSurrogate(repaired) is { } surrogate) repaired = repaired.Replace(surrogate.ToString(), "");
        while (repaired.StartsWith(ReservedPrefix, StringComparison.Ordinal)) repaired = repaired.Substring(ReservedPrefix.Length);
        if (repaired.Length > 0) return repaired;
        var derived = FromTypeName(typeName);
        return FindFault(derived) is null ? derived : Repair(derived, "Event");
    }

    /// <summary>
    /// <c>PriceChanged</c> is <c>price-changed</c>, <c>HTTPServer</c> is <c>http-server</c>: the words that
    /// JsonNamingPolicy.KebabCaseLower finds.
    /// </summary>
    public static string FromTypeName(string typeName) => WordNames.Join(typeName, '-', isUpper: false);
}
