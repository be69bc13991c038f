using Sse.Generators.Models;

namespace Sse.Generators.Emission;

/// <summary>Emits the members of a JSON object, braces included.</summary>
internal sealed class ObjectEmitter(FrameBody body, ObjectModel model)
{
    private readonly EquatableArray<MemberModel> _members = model.Members;

    public void Emit()
    {
        // Members that may be left out bring their own comma: before the first one that is always there it stands after
        // them, behind it before them. Where none is always there, a variable remembers whether one was written.
        var firstAlways = _members.TakeWhile(member => member.Presence is not MemberPresence.Always).Count();
        var isUnsure = firstAlways == _members.Count && (_members.Count > 1 || model.Extension is not null) && model.Discriminator is null;
        if (CallbackEmitter.Before(model.Callbacks) is { } before) body.Statement(before);
        body.Start("{");
        if (model.Discriminator is { } discriminator) body.Literal(discriminator);
        if (isUnsure) body.Statement("var separate = false;");
        for (var i = 0; i < _members.Count; i++)
        {
            var isBefore = i < firstAlways && !isUnsure && _members.Count > 1 && model.Discriminator is null;
            var comma = model.Discriminator is not null ? Comma.Before : i is 0 || isUnsure ? Comma.None : i <= firstAlways ? Comma.None : Comma.Before;
            EmitMember(_members[i], isUnsure ? Comma.Unsure : isBefore ? Comma.After : comma, isFirst: i is 0);
        }
        if (model.Extension is { } extension) EmitExtension(extension, isUnsure);
        body.End("}");
        if (CallbackEmitter.After(model.Callbacks) is { } after) body.Statement(after);
    }

    private void EmitExtension(ExtensionModel extension, bool isUnsure)
    {
        var local = body.Local(extension.Access.Name);
        body.Open($"if ({AccessorEmitter.Get(extension.Access)} is {{ }} {local})");
        var entries = local;
        if (extension.View is { } view)
        {
            entries = "entries";
            body.Statement($"{view} entries = {local};");
        }
        body.Open($"foreach (var pair in {entries})");
        body.Statement(isUnsure ? "if (separate) writer.WriteRaw(\",\"u8);\nseparate = true;" : "writer.WriteRaw(\",\"u8);");
        body.Statement("writer.WritePropertyName(pair.Key);");
        body.Value(extension.Value, "pair.Value", "present");
        body.Close();
        body.Close();
    }

    private void EmitMember(MemberModel member, Comma comma, bool isFirst)
    {
        var access = AccessorEmitter.Get(member.Access);
        var local = body.Local(member.Access.Name);
        switch (member.Presence)
        {
            case MemberPresence.Always:
                EmitName(member, comma, isFirst);
                body.Value(member.Value, access, local);
                return;
            case MemberPresence.WhenNotNull:
                body.Open($"if ({access} is {{ }} {local})");
                break;
            case MemberPresence.WhenNotDefault:
                body.Statement($"var {local} = {access};");
                body.Open($"if ({local} != default)");
                break;
            default:
                body.Statement($"var {local} = {access};");
                body.Open($"if (!global::System.Collections.Generic.EqualityComparer<{member.Type}>.Default.Equals(default, {local}))");
                break;
        }
        EmitName(member, comma, isFirst);
        body.Value(member.Value is NullableModel nullable ? nullable.Inner : member.Value, local, local);
        if (comma is Comma.After) body.Literal(",");
        if (comma is Comma.Unsure) body.Statement("separate = true;");
        body.Close();
    }

    private void EmitName(MemberModel member, Comma comma, bool isFirst)
    {
        if (comma is Comma.Before) body.Literal(",");
        if (comma is Comma.Unsure && !isFirst) body.Statement("if (separate) writer.WriteRaw(\",\"u8);");
        body.Literal($"\"{member.JsonName}\":");
    }

    private enum Comma
    {
        None,
        Before,
        After,
        Unsure,
    }
}
