using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Sse.Generators.Models;

namespace Sse.Generators.Parsing;

/// <summary>Finds out what becomes of members that an object's type doesn't know: passed over, kept or refused.</summary>
internal sealed class ReadOthersParser(ReadingParser reading, INamedTypeSymbol type)
{
    /// <summary>Whether it could be told; otherwise a reason was given. Null for members that are passed over.</summary>
    public bool TryParse(JsonMember? extension, ImmutableArray<JsonMember> members, IEnumerable<JsonMember> read, out ReadOthersModel? others)
    {
        others = null;
        if (extension is null && UnmappedMembers.AreRefused(type)) others = new ReadOthersModel(Passed(members, read), Extension: null);
        if (extension is null || !RequiredMembers.CanSet(extension)) return true;
        if (extension.Symbol is IPropertySymbol { IsRequired: true }) return reading.Refuse<ReadOthersModel>("extension data can't be required") is not null;
        if (CollectionShapes.Find(extension.Type) is not JsonShape.Dictionary { Making: FilledModel making } dictionary) return reading.Refuse<ReadOthersModel>($"System.Text.Json can't make a {extension.Type.Name}") is not null;
        var model = new ReadExtensionModel(
            MemberAccess.OfValue(extension, type, reading.Scope), MemberAccess.OfSetting(extension, type, reading.Scope), making.Type,
            Identifiers.Qualified(dictionary.Value), OpenTypes.Find(dictionary.Value)!.Reading);
        others = new ReadOthersModel(Passed(members, read), model);
        return true;
    }

    private static EquatableArray<string> Passed(ImmutableArray<JsonMember> members, IEnumerable<JsonMember> read) =>
        new(members.Except(read).Where(member => !ExtensionParser.IsExtension(member.Symbol)).Select(member => member.JsonName));
}
