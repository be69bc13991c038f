using System.Globalization;
using Sse.Generators.Models;

namespace Sse.Generators.Emission;

/// <summary>Emits the function that reads one object: its members into variables, then the object from these.</summary>
internal sealed class ReadObjectEmitter(SourceWriter source, ReadObjectModel model)
{
    private readonly HashSet<string> _used = new(StringComparer.Ordinal) { "reader", "member", "value", "other", "others", "kept", "entry", "_" };

    public void Emit()
    {
        var locals = model.Members.Select(member => Local(char.ToLowerInvariant(member.Name[0]) + member.Name.Substring(1))).ToArray();
        var flags = model.Members.Select(member => NeedsFlag(member) ? Local("has" + member.Name) : null).ToArray();
        source.Line($"private static readonly global::Sse.SseMemberNames {model.Name}Members = new({string.Join(", ", model.Members.Select(member => member.JsonName).Concat(model.Others?.Passed ?? default).Select(Literals.String))}){(model.Discriminator is { } discriminator ? $" {{ Discriminator = {Literals.String(discriminator)} }}" : "")};\n");
        foreach (var member in model.Members.Where(member => member.Setting is ReadSetting.Accessor)) EmitAccessor(member.Name, member.DeclaringType, member.Type);
        if (Extension is { IsAccessor: true } accessed) EmitAccessor(accessed.Name, accessed.DeclaringType, accessed.Type);
        source.Open($"public static {model.Type} {model.Name}(ref global::Sse.SseJsonReader reader)");
        for (var i = 0; i < model.Members.Count; i++)
        {
            source.Line($"{model.Members[i].Type} {locals[i]} = {model.Members[i].Default};");
            if (flags[i] is { } flag) source.Line($"var {flag} = false;");
        }
        EmitMembers(locals, flags);
        EmitObject(locals, flags);
        source.Close();
    }

    private static bool NeedsFlag(ReadMemberModel member) => member.IsRequired || member.Setting is ReadSetting.Assignment or ReadSetting.Accessor;

    private void EmitMembers(string[] locals, string?[] flags)
    {
        source.Line("var member = -1;\nreader.StartObject();");
        if (Extension is { } extension) source.Line($"global::System.Collections.Generic.Dictionary<string, {extension.ValueType}>? others = null;");
        source.Open(model.Others is null ? $"while (reader.ReadMember({model.Name}Members, ref member))" : $"while (reader.ReadMember({model.Name}Members, ref member, out var other))");
        if (locals.Length > 0 || model.Others is not null)
        {
            source.Open("switch (member)");
            for (var i = 0; i < locals.Length; i++)
            {
                var flag = flags[i] is { } name ? $" {name} = true;" : "";
                source.Line($"case {i.ToString(CultureInfo.InvariantCulture)}: {locals[i]} = {ReadingEmitter.Value(model.Members[i].Value)};{flag} break;");
            }
            if (model.Others is { } others)
            {
                source.Line(others.Extension is { } taken ? $"case -1: (others ??= new())[other!] = reader.{taken.Method}()!; break;" : "case -1: throw reader.Unknown(other!);");
                if (others.Passed.Count > 0) source.Line("default: reader.Skip(); break;");
            }
            source.Close();
        }
        source.Close();
        for (var i = 0; i < locals.Length; i++)
            if (model.Members[i].IsRequired) source.Line($"if (!{flags[i]}) throw reader.Missing({Literals.String(model.Members[i].JsonName)});");
    }

    private void EmitObject(string[] locals, string?[] flags)
    {
        var arguments = model.Arguments.Select(argument => argument.Member < 0 ? argument.Constant : locals[argument.Member]);
        var initializers = Enumerable.Range(0, locals.Length)
            .Where(i => model.Members[i].Setting is ReadSetting.Initializer or ReadSetting.ArgumentAndInitializer)
            .Select(i => $"{Literals.Member(model.Members[i].Name)} = {locals[i]}").ToArray();
        var initializer = initializers.Length is 0 ? "" : $" {{ {string.Join(", ", initializers)} }}";
        var made = model.Construction is ReadConstruction.Default ? $"default({model.Type})" : $"new {model.Type}({string.Join(", ", arguments)}){initializer}";
        var later = Enumerable.Range(0, locals.Length).Where(i => model.Members[i].Setting is ReadSetting.Assignment or ReadSetting.Accessor).ToArray();
        if (later.Length is 0 && Extension is null)
        {
            source.Line($"return {made};");
            return;
        }
        source.Line($"var value = {made};");
        foreach (var i in later)
        {
            var member = model.Members[i];
            var target = string.Equals(member.DeclaringType, model.Type, StringComparison.Ordinal) ? "value" : $"(({member.DeclaringType})value)";
            var set = member.Setting is ReadSetting.Assignment
                ? $"{target}.{Literals.Member(member.Name)} = {locals[i]};"
                : $"{AccessorName(member.Name)}({(model.IsStruct ? "ref " : "")}value, {locals[i]});";
            source.Line(member.IsRequired ? set : $"if ({flags[i]}) {set}");
        }
        if (Extension is { } extension) EmitExtension(extension);
        source.Line("return value;");
    }

    private void EmitExtension(ReadExtensionModel extension)
    {
        var member = $"{(string.Equals(extension.DeclaringType, model.Type, StringComparison.Ordinal) ? "value" : $"(({extension.DeclaringType})value)")}.{Literals.Member(extension.Name)}";
        source.Open("if (others is not null)");
        var made = $"kept = new {extension.Made}()";
        source.Line($"var kept = {member};");
        source.Line(extension.IsAccessor ? $"if (kept is null) {AccessorName(extension.Name)}({(model.IsStruct ? "ref " : "")}value, {made});" : $"if (kept is null) {member} = {made};");
        source.Line("foreach (var entry in others) kept[entry.Key] = entry.Value;");
        source.Close();
    }

    private ReadExtensionModel? Extension => model.Others?.Extension;

    private void EmitAccessor(string name, string declaringType, string type)
    {
        var by = model.IsStruct ? "ref " : "";
        source.Line($"[global::System.Runtime.CompilerServices.UnsafeAccessor(global::System.Runtime.CompilerServices.UnsafeAccessorKind.Method, Name = {Literals.String("set_" + name)})]");
        source.Line($"private static extern void {AccessorName(name)}({by}{declaringType} target, {type} value);\n");
    }

    private string AccessorName(string member) => $"{model.Name}Set{member}";

    private string Local(string name)
    {
        var unique = name;
        for (var i = 2; !_used.Add(unique); i++) unique = name + i.ToString(CultureInfo.InvariantCulture);
        return Literals.Variable(unique);
    }
}
