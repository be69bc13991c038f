using Microsoft.CodeAnalysis;
using Sse.Generators.Models;

namespace Sse.Generators.Parsing;

/// <summary>Finds out how an object is made and which members it gets.</summary>
internal sealed class ReadObjectParser(ReadingParser reading, INamedTypeSymbol type)
{
    public ReadObjectModel Parse(string name, string typeName)
    {
        var members = JsonMemberCollector.Collect(type).Members;
        var constructor = ReadConstructor.Choose(type, reading.Compilation, reading.EventType);
        var bound = constructor?.Bind(members) ?? [];
        var models = new List<ReadMemberModel>();
        var places = new Dictionary<JsonMember, int>();
        foreach (var member in members)
        {
            var parameter = bound.FirstOrDefault(pair => pair.Member == member).Parameter;
            if (CreateModel(member, parameter, constructor) is not { } model) continue;
            places.Add(member, models.Count);
            models.Add(model);
        }
        var arguments = bound.Select(pair => places.TryGetValue(pair.Member, out var place)
            ? new ReadArgumentModel(place, "")
            : new ReadArgumentModel(-1, ReadConstructor.Default(pair.Parameter)));
        return new ReadObjectModel(
            name, typeName, constructor is null ? ReadConstruction.Default : ReadConstruction.Constructor, type.IsValueType,
            new EquatableArray<ReadMemberModel>(models), new EquatableArray<ReadArgumentModel>(arguments));
    }

    private ReadMemberModel? CreateModel(JsonMember member, IParameterSymbol? parameter, ReadConstructor? constructor)
    {
        var isKeyword = member.Symbol is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true } && constructor?.SetsRequiredMembers != true;
        var isRequired = isKeyword || JsonAttributes.Has(member.Symbol, "JsonRequiredAttribute");
        var setting = parameter is not null ? isKeyword && constructor is not null ? ReadSetting.ArgumentAndInitializer : ReadSetting.Argument : FindSetting(member, isKeyword && constructor is not null);
        if (member.IsIgnored || setting is null)
            return isRequired ? throw new UnreadableException($"{type.Name}.{member.Symbol.Name} is required, and JSON can't set it") : null;
        if (ObsoleteRules.IsForbidden(member.Symbol)) throw new UnreadableException($"{type.Name}.{member.Symbol.Name} is obsolete or experimental, and may not be used");
        return new ReadMemberModel(
            member.JsonName,
            member.Symbol.Name,
            Identifiers.Qualified(member.Symbol.ContainingType),
            Identifiers.Qualified(member.Type),
            reading.Parse(member.Type, member.Symbol),
            isRequired,
            setting.Value,
            parameter is null ? "default!" : ReadConstructor.Default(parameter));
    }

    private ReadSetting? FindSetting(JsonMember member, bool isInitializer)
    {
        if (member.Symbol is IFieldSymbol field) return field.IsReadOnly || field.IsConst ? null : isInitializer ? ReadSetting.Initializer : ReadSetting.Assignment;
        var setter = ((IPropertySymbol)member.Symbol).SetMethod;
        if (setter is null || (setter.DeclaredAccessibility is not Accessibility.Public && !JsonAttributes.Has(member.Symbol, "JsonIncludeAttribute"))) return null;
        if (isInitializer) return ReadSetting.Initializer;
        var isOpen = !setter.IsInitOnly && reading.Compilation.IsSymbolAccessibleWithin(setter, reading.EventType, type);
        if (isOpen) return ReadSetting.Assignment;
        return member.Symbol.ContainingType.IsGenericType || !reading.Compilation.IsSymbolAccessibleWithin(member.Type, reading.EventType)
            ? throw new UnreadableException($"the setter of {member.Symbol.ContainingType.Name}.{member.Symbol.Name} can't be reached")
            : ReadSetting.Accessor;
    }
}
