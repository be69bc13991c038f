using System.Globalization;
using System.Text;

namespace Sse.Generators.Parsing;

/// <summary>Names as the separating policies of JsonNamingPolicy make them: in the words that they find, in one case.</summary>
internal static class WordNames
{
    /// <summary>The words of a name with a separator between them.</summary>
    public static string Join(string name, char separator, bool isUpper)
    {
        var joined = new StringBuilder(name.Length + 4);
        var previous = Previous.Boundary;
        for (var i = 0; i < name.Length; i++)
        {
            var c = name[i];
            switch (char.GetUnicodeCategory(c))
            {
                case UnicodeCategory.UppercaseLetter:
                    var startsWord = previous is Previous.LowerOrDigit
                        || (previous is Previous.Upper && i + 1 < name.Length && char.IsLower(name[i + 1]));
                    if (startsWord) joined.Append(separator);
                    joined.Append(isUpper ? c : char.ToLowerInvariant(c));
                    previous = Previous.Upper;
                    break;
                case UnicodeCategory.LowercaseLetter:
                    joined.Append(isUpper ? char.ToUpperInvariant(c) : c);
                    previous = Previous.LowerOrDigit;
                    break;
                case UnicodeCategory.DecimalDigitNumber:
                    joined.Append(c);
                    previous = Previous.LowerOrDigit;
                    break;
                default:
                    joined.Append(c);
                    previous = Previous.Boundary;
                    break;
            }
        }
        return joined.ToString();
    }

    private enum Previous
    {
        Boundary,
        Upper,
        LowerOrDigit,
    }
}
