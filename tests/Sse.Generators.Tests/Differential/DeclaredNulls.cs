using System.Reflection;

namespace Sse.Tests.Differential;

/// <summary>Where a declaration says that there can be a null, type arguments included.</summary>
internal sealed class DeclaredNulls
{
    private readonly NullabilityInfoContext _context = new();

    /// <summary>Of a parameter; where its type is one of the holder's type parameters, what was said of the argument.</summary>
    public NullabilityInfo Of(ParameterInfo parameter, Type holder, NullabilityInfo? ofHolder) =>
        Argument(holder, ofHolder, definition => ((ConstructorInfo?)definition.GetConstructors().FirstOrDefault(parameter.Member.HasSameMetadataDefinitionAs))?.GetParameters()[parameter.Position].ParameterType)
        ?? _context.Create(parameter);

    /// <summary>Of a property; where its type is one of the holder's type parameters, what was said of the argument.</summary>
    public NullabilityInfo Of(PropertyInfo property, Type holder, NullabilityInfo? ofHolder) =>
        Argument(holder, ofHolder, definition => definition.GetProperty(property.Name)?.PropertyType) ?? _context.Create(property);

    public NullabilityInfo Of(FieldInfo field) => _context.Create(field);

    /// <summary>Of the elements of a sequence.</summary>
    public static NullabilityInfo? OfElement(NullabilityInfo? sequence) => sequence?.ElementType ?? sequence?.GenericTypeArguments.FirstOrDefault();

    /// <summary>Of the values of a dictionary.</summary>
    public static NullabilityInfo? OfValue(NullabilityInfo? dictionary) => dictionary?.GenericTypeArguments.ElementAtOrDefault(1);

    private static NullabilityInfo? Argument(Type holder, NullabilityInfo? ofHolder, Func<Type, Type?> find) =>
        holder.IsConstructedGenericType && find(holder.GetGenericTypeDefinition()) is { IsGenericParameter: true } parameter
            ? ofHolder?.GenericTypeArguments.ElementAtOrDefault(parameter.GenericParameterPosition)
            : null;
}
