using System.Text;

namespace Sse.Generators.Emission;

/// <summary>Writes lines of C# at the current indentation. Lines end with LF on every machine.</summary>
internal sealed class SourceWriter
{
    private const int IndentSize = 4;

    private readonly StringBuilder _text = new();
    private int _indentation;

    /// <summary>Writes one line, or several that are separated by LF.</summary>
    public void Line(string lines)
    {
        foreach (var line in lines.Split('\n'))
        {
            if (line.Length > 0) _text.Append(' ', _indentation * IndentSize).Append(line);
            _text.Append('\n');
        }
    }

    public void Line() => _text.Append('\n');

    public void Open()
    {
        Line("{");
        _indentation++;
    }

    /// <summary>Writes a header, and opens its block.</summary>
    public void Open(string header)
    {
        Line(header);
        Open();
    }

    public void Close()
    {
        _indentation--;
        Line("}");
    }

    public override string ToString() => _text.ToString();
}
