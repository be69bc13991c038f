using Microsoft.CodeAnalysis;
using Sse.Generators.Models;

namespace Sse.Generators.Parsing;

/// <summary>Finds out how an object is made and which members it gets.</summary>
internal sealed class ReadObjectParser(ReadingParser reading, INamedTypeSymbol type, string function)
{
    private readonly AccessorFactory _accessors = new(type, function, reading.Names);

    /// <summary>The function that reads the object, or null with a reason given.</summary>
    public ReadObjectModel? Parse(string typeName)
    {
        var members = JsonMemberCollector.Collect(type).Members;
        if (ReadConstructor.Choose(type, reading) is not { } constructor || constructor.Bind(members, reading) is not { } bound) return null;
        var models = new List<ReadMemberModel>();
        var places = new Dictionary<JsonMember, int>();
        var tells = false;
        foreach (var member in members.Where(member => !ExtensionParser.IsExtension(member.Symbol)))
        {
            var parameter = bound.FirstOrDefault(pair => pair.Member == member).Parameter;
            var isRequired = IsRequired(member, constructor);
            if (member.IsIgnored || (parameter is null && !Setters.CanSet(member)))
            {
                if (isRequired) return reading.Refuse<ReadObjectModel>($"{type.Name}.{member.Symbol.Name} is required, and JSON can't set it");
                continue;
            }
            if (CreateModel(member, parameter, isRequired) is not { } model) return null;
            places.Add(member, models.Count);
            models.Add(model);
            tells |= parameter is null && !Setters.IsPlain(member.Symbol);
        }
        var arguments = bound.Select(pair => places.TryGetValue(pair.Member, out var place)
            ? new ReadArgumentModel(place, "")
            : new ReadArgumentModel(-1, DefaultValues.Find(pair.Parameter) ?? $"default({Identifiers.Qualified(pair.Parameter.Type)})"));
        var extension = members.FirstOrDefault(member => ExtensionParser.IsExtension(member.Symbol) && !member.IsIgnored);
        if (!new ReadOthersParser(reading, type, _accessors).TryParse(extension, members, places.Keys, out var others)) return null;
        return new ReadObjectModel(
            function, typeName, type.IsValueType, constructor.Create(reading.Scope, _accessors),
            new EquatableArray<ReadMemberModel>(models), new EquatableArray<ReadArgumentModel>(arguments), ReadsTwice: tells && !constructor.IsEmpty, others);
    }

    private ReadMemberModel? CreateModel(JsonMember member, IParameterSymbol? parameter, bool isRequired)
    {
        if (reading.Parse(member.Type, member.Symbol) is not { } value) return null;
        reading.Scope.Warnings.Add(member.Symbol);
        var hiddenIn = HiddenMembers.IsHidden(member.Symbol, type) ? member.Symbol.ContainingType : null;
        var accessor = parameter is null && Setters.NeedsAccessor(member.Symbol, hiddenIn ?? type, reading.Scope) ? _accessors.ForSetter((IPropertySymbol)member.Symbol) : null;
        return new ReadMemberModel(
            member.JsonName,
            member.Symbol.Name,
            Identifiers.Qualified(member.Type),
            value,
            isRequired,
            parameter is null ? null : DefaultValues.Find(parameter) ?? "default",
            hiddenIn is null ? null : Identifiers.Qualified(hiddenIn),
            accessor);
    }

    private static bool IsRequired(JsonMember member, ReadConstructor constructor) =>
        JsonAttributes.Has(member.Symbol, "JsonRequiredAttribute")
        || (member.Symbol is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true } && !constructor.SetsRequiredMembers);
}
