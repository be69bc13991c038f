using System.Text;
using Sse.Generators.Models;

namespace Sse.Generators.Emission;

/// <summary>
/// The statements of one writing method. Literals that follow each other become one, so that a member costs one copy
/// for all that stands between its value and the one before.
/// </summary>
internal sealed class FrameBody(SourceWriter source, bool countsDepth)
{
    private readonly StringBuilder _literal = new();
    private readonly HashSet<string> _locals = new(StringComparer.Ordinal) { "writer", "value", "item", "pair", "present", "i", "separate", "items", "entries", "before", "after", "_" };

    /// <summary>Adds bytes to the literal that is written before the next statement.</summary>
    public void Literal(string text) => _literal.Append(text);

    /// <summary>Begins an object or array.</summary>
    public void Start(string bracket)
    {
        if (countsDepth) Statement("writer.Enter();");
        Literal(bracket);
    }

    /// <summary>Ends an object or array.</summary>
    public void End(string bracket)
    {
        Literal(bracket);
        if (countsDepth) Statement("writer.Leave();");
    }

    /// <summary>Writes a value that stands inside what was begun.</summary>
    /// <param name="model">How it is written.</param>
    /// <param name="expression">The value in C#; it is evaluated once.</param>
    /// <param name="local">The name of a variable for a value that has to be looked at first.</param>
    public void Value(ValueModel model, string expression, string local)
    {
        if (countsDepth) Statement("writer.CheckDepth();");
        ValueEmitter.Emit(this, model, expression, local);
    }

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
