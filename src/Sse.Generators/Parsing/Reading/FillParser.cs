using Microsoft.CodeAnalysis;
using Sse.Generators.Models;

namespace Sse.Generators.Parsing;

/// <summary>Finds out how the members of a type are filled where they are.</summary>
internal sealed class FillParser(ReadingParser reading, INamedTypeSymbol type)
{
    private readonly Population _population = new(reading.Scope);

    /// <summary>Whether a member is filled rather than replaced.</summary>
    public bool IsFilled(JsonMember member) => _population.IsFilled(member, type);

    /// <summary>How a member that is filled is read, or null with a reason given.</summary>
    public ReadMemberModel? Parse(JsonMember member, bool isRequired)
    {
        if (_population.FindFault(member, type) is { } fault) return reading.Refuse<ReadMemberModel>($"{type.Name}.{member.Symbol.Name}: {fault}");
        var shape = reading.FindShape(member.Type, member.Symbol);
        var (filledType, filled) = shape is JsonShape.Nullable nullable ? (nullable.Underlying, reading.FindShape(nullable.Underlying, member: null)) : (member.Type, shape);
        if (Population.IsChoice(filled)) return reading.Refuse<ReadMemberModel>($"{type.Name}.{member.Symbol.Name}: [JsonObjectCreationHandling] on {type.Name} has it filled, and its type is a choice of several: say Replace on the member");
        if (filled is JsonShape.Contract) return reading.Refuse<ReadMemberModel>($"{type.Name}.{member.Symbol.Name}: [JsonObjectCreationHandling] has it filled, and a JsonSerializerContext makes everything anew");
        var numbers = NumberForms.Find(member.Symbol, type, member.Type) ?? (shape is JsonShape.Nullable ? NumberForms.OfNullable(filledType) : null);
        if (reading.ParseFilling(filledType, filled, numbers) is not { } function) return null;
        var isMade = CanBeMade(filled);
        var made = isMade ? reading.Parse(member.Type, member.Symbol, numbers) : new ReadUnmadeModel();
        var isSettable = Population.CanBeSet(member);
        return made is null ? null : new ReadMemberModel(
            member.JsonName, isSettable ? MemberAccess.OfSetting(member, type, reading.Scope) : new AccessModel(member.Symbol.Name), Identifiers.Qualified(member.Type), made, isRequired, Default: null)
        {
            Fill = new ReadFillModel(
                MemberAccess.OfValue(member, type, reading.Scope), function, isSettable,
                shape is JsonShape.Nullable ? FillKind.NullableStruct : member.Type.IsValueType ? FillKind.Struct : FillKind.Object),
        };
    }

    private static bool CanBeMade(JsonShape shape) => shape switch
    {
        JsonShape.List list => list.Making is not null,
        JsonShape.Dictionary dictionary => dictionary.Making is not null,
        JsonShape.Object { Type: var made } => ReadConstructor.Find(made, out _) is not null,
        JsonShape.Polymorphic { Declaration.Type: var made } => ReadConstructor.Find(made, out _) is not null,
        _ => true,
    };
}
