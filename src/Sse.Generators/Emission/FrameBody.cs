using System.Text;

namespace Sse.Generators.Emission;

/// <summary>
/// The statements of one writing method. Literals that follow each other become one, so that a member costs one copy
/// for all that stands between its value and the one before.
/// </summary>
internal sealed class FrameBody(SourceWriter source)
{
    private readonly StringBuilder _literal = new();
    private readonly HashSet<string> _locals = new(StringComparer.Ordinal) { "writer", "value", "item", "pair", "present", "i", "separate", "_" };

    /// <summary>Adds bytes to the literal that is written before the next statement.</summary>
    public void Literal(string text) => _literal.Append(text);

    /// <summary>Writes a statement, the pending literal before it.</summary>
    public void Statement(string statement)
    {
        Flush();
        source.Line(statement);
    }

    /// <summary>Opens a block; what is written in it stays in it.</summary>
    public void Open(string header)
    {
        Flush();
        source.Open(header);
    }

    public void Close()
    {
        Flush();
        source.Close();
    }

    /// <summary>Writes the pending literal.</summary>
    public void Flush()
    {
        if (_literal.Length is 0) return;
        source.Line($"writer.WriteRaw({Literals.String(_literal.ToString())}u8);");
        _literal.Clear();
    }

    /// <summary>A local variable named after a member.</summary>
    public string Local(string member)
    {
        var name = char.ToLowerInvariant(member[0]) + member.Substring(1);
        var unique = name;
        for (var i = 2; !_locals.Add(unique); i++) unique = name + i.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return Literals.Variable(unique);
    }
}
