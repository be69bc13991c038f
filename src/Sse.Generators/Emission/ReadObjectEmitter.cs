using System.Globalization;
using Sse.Generators.Models;

namespace Sse.Generators.Emission;

/// <summary>
/// Emits the function that reads one object. Without arguments the object comes first, and each member is set as it is
/// read. With arguments these come first, into variables; the others are set after it.
/// </summary>
internal sealed class ReadObjectEmitter
{
    private readonly SourceWriter _source;
    private readonly ReadObjectModel _model;
    private readonly HashSet<string> _used = new(StringComparer.Ordinal) { "reader", "members", "member", "value", "start", "other", "others", "kept", "entry", "before", "after", "filled", "_" };
    private readonly string?[] _locals;
    private readonly string?[] _flags;

    public ReadObjectEmitter(SourceWriter source, ReadObjectModel model)
    {
        (_source, _model) = (source, model);
        _locals = [.. model.Members.Select(member => member.IsArgument || IsKept(member) ? Local(char.ToLowerInvariant(member.Access.Name[0]) + member.Access.Name.Substring(1)) : null)];
        _flags = [.. model.Members.Select(member => member.IsRequired || IsKept(member) ? Local("has" + member.Access.Name) : null)];
    }

    private bool IsDirect => _model.Arguments.Count is 0;

    private ReadExtensionModel? Extension => _model.Others?.Extension;

    private IEnumerable<int> Places => Enumerable.Range(0, _model.Members.Count);

    public void Emit()
    {
        _source.Line($"private static global::Sse.SseMemberNames? {_model.Name}Members;\n");
        _source.Open(ReadingEmitter.Header(_model));
        foreach (var i in Places)
        {
            if (_locals[i] is { } local) _source.Line($"{_model.Members[i].Type} {local} = {_model.Members[i].Default ?? "default"};");
            if (_flags[i] is { } flag) _source.Line($"var {flag} = false;");
        }
        var names = Literals.List([.. _model.Members.Select(member => member.JsonName), .. _model.Others?.Passed ?? default]);
        _source.Line($"var members = global::Sse.SseMemberNames.Of(ref {_model.Name}Members, {names}{(_model.Discriminator is { } discriminator ? ", " + Literals.String(discriminator) : "")});");
        _source.Line("reader.StartObject();");
        if (Extension is { } extension) _source.Line($"global::System.Collections.Generic.Dictionary<string, {extension.ValueType}>? others = null;");
        if (IsDirect) EmitDirect();
        else EmitWithArguments();
        _source.Close();
    }

    private void EmitDirect()
    {
        if (!_model.IsFilling) _source.Line($"var value = {Creation};");
        Tell(CallbackEmitter.Before(_model.Callbacks));
        _source.Line("var member = -1;");
        EmitLoop(i => Set(i, ReadingEmitter.Value(_model.Members[i].Value)));
        EmitRequirements();
        EmitExtension();
        Tell(CallbackEmitter.After(_model.Callbacks));
        _source.Line("return value;");
    }

    private void EmitWithArguments()
    {
        if (_model.ReadsTwice) _source.Line("var start = reader;");
        _source.Line("var member = -1;");
        EmitLoop(i => _locals[i] is { } local ? $"{local} = {ReadingEmitter.Value(_model.Members[i].Value)};" : "reader.Skip();");
        EmitRequirements();
        if (Extension is null && _model.Callbacks is null && _model.Members.All(member => member.IsArgument))
        {
            _source.Line($"return {Creation};");
            return;
        }
        _source.Line($"var value = {Creation};");
        Tell(CallbackEmitter.Before(_model.Callbacks));
        if (_model.ReadsTwice)
        {
            _source.Line("reader = start;\nmember = -1;");
            EmitLoop(i => _model.Members[i].IsArgument ? "reader.Skip();" : Set(i, ReadingEmitter.Value(_model.Members[i].Value)), isSecond: true);
        }
        else
        {
            foreach (var i in Places.Where(i => IsKept(_model.Members[i])))
                _source.Line(_model.Members[i].IsRequired ? Set(i, _locals[i]!) : $"if ({_flags[i]}) {Set(i, _locals[i]!)}");
        }
        EmitExtension();
        Tell(CallbackEmitter.After(_model.Callbacks));
        _source.Line("return value;");
    }

    private void Tell(string? statement)
    {
        if (statement is not null) _source.Line(statement);
    }

    private bool IsKept(ReadMemberModel member) => !IsDirect && !_model.ReadsTwice && !member.IsArgument;

    private void EmitLoop(Func<int, string> statement, bool isSecond = false)
    {
        var others = isSecond ? null : _model.Others;
        _source.Open($"while (reader.ReadMember(members, ref member{(others is null ? "" : ", out var other")}))");
        if (_model.Members.Count > 0 || others is not null)
        {
            _source.Open("switch (member)");
            foreach (var i in Places)
            {
                var label = $"case {i.ToString(CultureInfo.InvariantCulture)}:";
                var note = !isSecond && _flags[i] is { } flag ? $" {flag} = true;" : "";
                if (_model.Members[i].Fill is { } fill) FillEmitter.Emit(_source, label, _model.Members[i], fill, note);
                else _source.Line($"{label} {statement(i)}{note} break;");
            }
            if (others is not null) _source.Line(Extension is { } taken ? $"case -1: (others ??= new())[other] = reader.{taken.Method}(); break;" : "case -1: throw reader.Unknown(other);");
            if (_model.Others?.Passed.Count > 0) _source.Line("default: reader.Skip(); break;");
            _source.Close();
        }
        _source.Close();
    }

    private void EmitExtension()
    {
        if (Extension is not { } extension) return;
        _source.Open("if (others is not null)");
        _source.Line($"var kept = {AccessorEmitter.Get(extension.Access)};");
        _source.Line($"if (kept is null) {AccessorEmitter.Set(extension.Setting, $"kept = new {extension.Made}()")}");
        _source.Line("foreach (var entry in others) kept[entry.Key] = entry.Value;");
        _source.Close();
    }

    private void EmitRequirements()
    {
        foreach (var i in Places.Where(i => _model.Members[i].IsRequired)) _source.Line($"if (!{_flags[i]}) throw reader.Missing({Literals.String(_model.Members[i].JsonName)});");
    }

    private string Creation
    {
        get
        {
            if (_model.Creation.IsDefault) return $"default({_model.Type})";
            var arguments = string.Join(", ", _model.Arguments.Select(argument => argument.Member < 0 ? argument.Constant : _locals[argument.Member]));
            return $"{_model.Creation.Accessor?.Name ?? "new " + _model.Type}({arguments})";
        }
    }

    private string Set(int i, string expression) => AccessorEmitter.Set(_model.Members[i].Access, expression);

    private string Local(string name)
    {
        var unique = name;
        for (var i = 2; !_used.Add(unique); i++) unique = name + i.ToString(CultureInfo.InvariantCulture);
        return Literals.Variable(unique);
    }
}
