using System.Text;
using System.Xml.Linq;

namespace Sse.Generators.Parsing;

/// <summary>The plain text of a documentation comment's element, on one line: what is referred to is named.</summary>
internal static class DocText
{
    public static string Of(XElement element)
    {
        var text = new StringBuilder();
        Append(text, element);
        return string.Join(" ", text.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    private static void Append(StringBuilder text, XElement element)
    {
        foreach (var node in element.Nodes())
        {
            if (node is XText words) text.Append(words.Value);
            else if (node is XElement { IsEmpty: false } full)
            {
                var isBlock = full.Name.LocalName is "para" or "item" or "list" or "description" or "term" or "code";
                if (isBlock) text.Append(' ');
                Append(text, full);
                if (isBlock) text.Append(' ');
            }
            else if (node is XElement empty) text.Append(Name(empty));
        }
    }

    private static string Name(XElement element) =>
        element.Attribute("cref") is { } reference ? Last(reference.Value)
        : (element.Attribute("langword") ?? element.Attribute("name") ?? element.Attribute("href"))?.Value ?? " ";

    // T:Market.PriceChanged, Level{T}.Depth, Publish(int)
    private static string Last(string reference)
    {
        var name = reference.Split('(')[0];
        name = string.Concat(name.Split('{').Select((part, index) => index is 0 ? part : part.Substring(part.IndexOf('}') + 1)));
        return name.Substring(name.LastIndexOfAny(['.', ':']) + 1);
    }
}
