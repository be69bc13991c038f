using Sse.Generators.Models;

namespace Sse.Generators.Emission;

/// <summary>Emits how a member's value is filled where it is: in place of one that isn't there another is made.</summary>
internal static class FillEmitter
{
    public static void Emit(SourceWriter source, string label, ReadMemberModel member, ReadFillModel fill, string note)
    {
        var value = AccessorEmitter.Get(fill.Access);
        if (fill.Kind is FillKind.Struct)
        {
            source.Line($"{label} {AccessorEmitter.Set(member.Access, $"{fill.Function}(ref reader, {value})")}{note} break;");
            return;
        }
        var filled = $"{fill.Function}(ref reader, filled)";
        source.Open(label);
        source.Line($"if (reader.IsNull) {(fill.IsSettable ? AccessorEmitter.Set(member.Access, "null") : "throw reader.Unfillable(\"null can't be set\");")}");
        source.Line($"else if ({value} is {{ }} filled) {(fill.Kind is FillKind.Object ? filled + ";" : AccessorEmitter.Set(member.Access, filled))}");
        source.Line($"else {Make(member, fill)}{(note.Length > 0 ? "\n" + note.TrimStart() : "")}\nbreak;");
        source.Close();
    }

    private static string Make(ReadMemberModel member, ReadFillModel fill) => member.Value switch
    {
        ReadUnmadeModel => "throw reader.Unfillable(\"there is no value to fill, and none can be made\");",
        ReadCompositeModel composite => Place(member, fill, composite),
        ReadNullableModel { Inner: ReadCompositeModel inner } => Place(member, fill, inner),
        _ => throw new ArgumentOutOfRangeException(nameof(member)),
    };

    private static string Place(ReadMemberModel member, ReadFillModel fill, ReadCompositeModel made) =>
        fill.IsSettable ? AccessorEmitter.Set(member.Access, $"{made.Function}(ref reader)") : $"{made.Function}(ref reader);";
}
