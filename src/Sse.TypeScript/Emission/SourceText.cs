using System.Text;

namespace Sse;

/// <summary>TypeScript as it grows, line by line.</summary>
internal sealed class SourceText
{
    private readonly StringBuilder _text = new();

    public SourceText Line(string line = "")
    {
        _text.Append(line).Append('\n');
        return this;
    }

    /// <summary>A doc comment; nothing where there is nothing to say.</summary>
    public SourceText Doc(string indent, IReadOnlyList<string> lines)
    {
        if (lines is [var only] && indent.Length + only.Length < 130) return Line($"{indent}/** {Safe(only)} */");
        if (lines.Count == 0) return this;
        Line($"{indent}/**");
        foreach (var line in lines) Line($"{indent} * {Safe(line)}".TrimEnd());
        return Line($"{indent} */");
    }

    public override string ToString() => _text.ToString();

    private static string Safe(string line) => line.Replace("*/", "*\\/", StringComparison.Ordinal);
}
