using Microsoft.CodeAnalysis;
using Sse.Generators.Models;

namespace Sse.Generators.Parsing;

/// <summary>Finds out how an object is made and which members it gets.</summary>
internal sealed class ReadObjectParser(ReadingParser reading, INamedTypeSymbol type)
{
    /// <summary>The function that reads the object, or null with a reason given.</summary>
    public ReadObjectModel? Parse(string name, string typeName)
    {
        var members = JsonMemberCollector.Collect(type).Members;
        if (ReadConstructor.Choose(type, reading) is not { } constructor || constructor.Bind(members, reading) is not { } bound) return null;
        var models = new List<ReadMemberModel>();
        var places = new Dictionary<JsonMember, int>();
        foreach (var member in members)
        {
            var parameter = bound.FirstOrDefault(pair => pair.Member == member).Parameter;
            if (FindFault(member, parameter, constructor) is { } fault) return reading.Refuse<ReadObjectModel>(fault);
            if (FindSetting(member, parameter, constructor) is not { } setting) continue;
            if (CreateModel(member, parameter, IsRequired(member, constructor), setting) is not { } model) return null;
            places.Add(member, models.Count);
            models.Add(model);
        }
        var arguments = bound.Select(pair => places.TryGetValue(pair.Member, out var place)
            ? new ReadArgumentModel(place, "")
            : new ReadArgumentModel(-1, ReadConstructor.Default(pair.Parameter)));
        return new ReadObjectModel(
            name, typeName, constructor.IsDefault ? ReadConstruction.Default : ReadConstruction.Constructor, type.IsValueType,
            new EquatableArray<ReadMemberModel>(models), new EquatableArray<ReadArgumentModel>(arguments));
    }

    private ReadMemberModel? CreateModel(JsonMember member, IParameterSymbol? parameter, bool isRequired, ReadSetting setting) =>
        reading.Parse(member.Type, member.Symbol) is not { } value ? null : new ReadMemberModel(
            member.JsonName,
            member.Symbol.Name,
            Identifiers.Qualified(member.Symbol.ContainingType),
            Identifiers.Qualified(member.Type),
            value,
            isRequired,
            setting,
            parameter is null ? "default!" : ReadConstructor.Default(parameter));

    private string? FindFault(JsonMember member, IParameterSymbol? parameter, ReadConstructor constructor)
    {
        var setting = FindSetting(member, parameter, constructor);
        if (setting is null) return IsRequired(member, constructor) ? $"{type.Name}.{member.Symbol.Name} is required, and JSON can't set it" : null;
        if (ObsoleteRules.IsForbidden(member.Symbol)) return $"{type.Name}.{member.Symbol.Name} is obsolete or experimental, and may not be used";
        return setting is ReadSetting.Accessor && (member.Symbol.ContainingType.IsGenericType || !reading.Scope.CanReach(member.Type))
            ? $"the setter of {member.Symbol.ContainingType.Name}.{member.Symbol.Name} can't be reached"
            : null;
    }

    /// <summary>How the object gets the member's value; null when it doesn't.</summary>
    private ReadSetting? FindSetting(JsonMember member, IParameterSymbol? parameter, ReadConstructor constructor)
    {
        if (member.IsIgnored) return null;
        var isInitialized = IsKeywordRequired(member, constructor) && !constructor.IsDefault;
        if (parameter is not null) return isInitialized ? ReadSetting.ArgumentAndInitializer : ReadSetting.Argument;
        if (member.Symbol is IFieldSymbol field) return field.IsReadOnly || field.IsConst ? null : isInitialized ? ReadSetting.Initializer : ReadSetting.Assignment;
        var setter = ((IPropertySymbol)member.Symbol).SetMethod;
        if (setter is null || (setter.DeclaredAccessibility is not Accessibility.Public && !JsonAttributes.Has(member.Symbol, "JsonIncludeAttribute"))) return null;
        if (isInitialized) return ReadSetting.Initializer;
        return !setter.IsInitOnly && reading.Scope.CanReach(setter, type) ? ReadSetting.Assignment : ReadSetting.Accessor;
    }

    private static bool IsRequired(JsonMember member, ReadConstructor constructor) =>
        IsKeywordRequired(member, constructor) || JsonAttributes.Has(member.Symbol, "JsonRequiredAttribute");

    private static bool IsKeywordRequired(JsonMember member, ReadConstructor constructor) =>
        member.Symbol is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true } && !constructor.SetsRequiredMembers;
}
