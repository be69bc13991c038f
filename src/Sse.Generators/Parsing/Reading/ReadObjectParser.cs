using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Sse.Generators.Models;

namespace Sse.Generators.Parsing;

/// <summary>Finds out how an object is made and which members it gets.</summary>
internal sealed class ReadObjectParser(ReadingParser reading, INamedTypeSymbol type, string function)
{
    private readonly FillParser _filling = new(reading, type);

    /// <summary>The function that reads the object, or null with a reason given.</summary>
    public ReadObjectModel? Parse(string typeName)
    {
        var members = JsonMemberCollector.Collect(type, reading.Scope.Settings).Members;
        return ReadConstructor.Choose(type, reading) is { } constructor && constructor.Bind(members, reading) is { } bound ? Parse(typeName, members, constructor, bound) : null;
    }

    /// <summary>The function that fills an object which is there, or null with a reason given. What its constructor took is a member like others.</summary>
    public ReadObjectModel? ParseFilling(string typeName) =>
        Parse(typeName, JsonMemberCollector.Collect(type, reading.Scope.Settings).Members, new ReadConstructor(type, method: null), []) is { } model ? model with { IsFilling = true } : null;

    private ReadObjectModel? Parse(string typeName, ImmutableArray<JsonMember> members, ReadConstructor constructor, IReadOnlyList<(IParameterSymbol Parameter, JsonMember Member)> bound)
    {
        var models = new List<ReadMemberModel>();
        var places = new Dictionary<JsonMember, int>();
        var tells = false;
        foreach (var member in members.Where(member => !ExtensionParser.IsExtension(member.Symbol)))
        {
            var parameter = bound.FirstOrDefault(pair => pair.Member == member).Parameter;
            var isRequired = RequiredMembers.IsRequired(member, type);
            if (RequiredMembers.FindFault(member, type) is { } requirement) return reading.Refuse<ReadObjectModel>($"{type.Name}.{member.Symbol.Name}: {requirement}");
            var isPassed = member.Ignore is IgnoreCondition.WhenReading || (parameter is null && !RequiredMembers.CanSet(member));
            if (member.IsIgnored || (isPassed && !_filling.IsFilled(member))) continue;
            if (CreateModel(member, parameter, isRequired) is not { } model) return null;
            places.Add(member, models.Count);
            models.Add(model);
            tells |= parameter is null && !Setters.IsPlain(member.Symbol);
        }
        var arguments = bound.Select(pair => places.TryGetValue(pair.Member, out var place)
            ? new ReadArgumentModel(place, "")
            : new ReadArgumentModel(-1, DefaultValues.Find(pair.Parameter) ?? $"default({Identifiers.Qualified(pair.Parameter.Type)})"));
        var extension = members.FirstOrDefault(member => ExtensionParser.IsExtension(member.Symbol) && !member.IsIgnored);
        if (!new ReadOthersParser(reading, type).TryParse(extension, members, places.Keys, out var others)) return null;
        return new ReadObjectModel(
            function, typeName, constructor.Create(reading.Scope),
            new EquatableArray<ReadMemberModel>(models), new EquatableArray<ReadArgumentModel>(arguments), ReadsTwice: tells && !constructor.IsEmpty, others, Callbacks.OfReading(type));
    }

    private ReadMemberModel? CreateModel(JsonMember member, IParameterSymbol? parameter, bool isRequired)
    {
        reading.Scope.Warnings.Add(member.Symbol);
        if (_filling.IsFilled(member)) return _filling.Parse(member, isRequired);
        if (reading.Parse(member.Type, member.Symbol, NumberForms.Find(member.Symbol, type, member.Type)) is not { } value) return null;
        return new ReadMemberModel(
            member.JsonName,
            parameter is null ? MemberAccess.OfSetting(member, type, reading.Scope) : new AccessModel(member.Symbol.Name),
            Identifiers.Qualified(member.Type),
            value,
            isRequired,
            parameter is null ? null : DefaultValues.Find(parameter) ?? "default");
    }
}
