using System.Collections;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Reflection;

namespace Sse.Tests.Differential;

/// <summary>Makes a collection of any type from its elements, by reflection.</summary>
internal static class CollectionSampler
{
    /// <summary>The element type of a sequence or dictionary (then a pair), or null.</summary>
    public static Type? ElementOf(Type type)
    {
        if (type.IsArray) return type.GetElementType();
        if (type.IsGenericType && type.GetGenericTypeDefinition() is var memory && (memory == typeof(Memory<>) || memory == typeof(ReadOnlyMemory<>))) return type.GetGenericArguments()[0];
        return type.GetInterfaces().Prepend(type).FirstOrDefault(candidate => candidate.IsGenericType && candidate.GetGenericTypeDefinition() == typeof(IEnumerable<>))?.GetGenericArguments()[0];
    }

    /// <summary>A collection of a type.</summary>
    /// <param name="type">Its type.</param>
    /// <param name="items">An array of its elements; of pairs with different keys for a dictionary.</param>
    public static object Create(Type type, Array items)
    {
        if (type.IsInstanceOfType(items)) return items;
        var element = items.GetType().GetElementType()!;
        if (type.IsInterface) type = ClassFor(type, element);
        if (type.Namespace == typeof(ImmutableList).Namespace) return Call(type.Assembly.GetType($"{type.Namespace}.{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}")!, "CreateRange", type, items);
        if (type.Namespace == typeof(FrozenSet).Namespace) return type.Name.StartsWith("FrozenSet", StringComparison.Ordinal)
            ? Call(typeof(FrozenSet), nameof(FrozenSet.ToFrozenSet), type, items, null) : Call(typeof(FrozenDictionary), nameof(FrozenDictionary.ToFrozenDictionary), type, items, null);
        if (type.GetConstructor(Type.EmptyTypes) is not { } constructor) return Wrap(type, items, element);
        var made = constructor.Invoke([]);
        var add = made is ICollection and not Stack && type.GetInterfaces().FirstOrDefault(contract => contract == typeof(ICollection<>).MakeGenericType(element)) is { } collection
            ? collection.GetMethod("Add") : null;
        add ??= type.GetMethod("Push", [element]) ?? type.GetMethod("Enqueue", [element]) ?? type.GetInterfaces().Append(type).Select(contract => contract.GetMethod("Add", [element])).FirstOrDefault(method => method is not null);
        if (add is not null)
            foreach (var item in items) add.Invoke(made, [item]);
        return made;
    }

    private static object Wrap(Type type, Array items, Type element)
    {
        foreach (var constructor in type.GetConstructors().Where(constructor => constructor.GetParameters().Length == 1))
        {
            var parameter = constructor.GetParameters()[0].ParameterType;
            if (parameter.IsInstanceOfType(items)) return constructor.Invoke([items]);
            if (parameter.IsGenericType && parameter.GetGenericTypeDefinition() == typeof(IDictionary<,>)) return constructor.Invoke([Create(ClassFor(parameter, element), items)]);
        }
        throw new NotSupportedException($"No {type} can be made.");
    }

    private static Type ClassFor(Type contract, Type element)
    {
        var definition = contract.GetGenericTypeDefinition();
        var made = definition == typeof(ISet<>) || definition == typeof(IReadOnlySet<>) ? typeof(HashSet<>)
            : definition == typeof(IDictionary<,>) || definition == typeof(IReadOnlyDictionary<,>) ? typeof(Dictionary<,>)
            : definition == typeof(IImmutableList<>) ? typeof(ImmutableList<>)
            : definition == typeof(IImmutableSet<>) ? typeof(ImmutableHashSet<>)
            : definition == typeof(IImmutableQueue<>) ? typeof(ImmutableQueue<>)
            : definition == typeof(IImmutableStack<>) ? typeof(ImmutableStack<>)
            : definition == typeof(IImmutableDictionary<,>) ? typeof(ImmutableDictionary<,>)
            : typeof(List<>);
        return made.MakeGenericType(contract.GetGenericArguments());
    }

    private static object Call(Type type, string name, Type made, params object?[] arguments)
    {
        var method = type.GetMethods(BindingFlags.Static | BindingFlags.Public).First(method => method.Name == name && method.GetParameters() is [{ ParameterType: { IsGenericType: true } first }, ..] parameters
            && first.GetGenericTypeDefinition() == typeof(IEnumerable<>) && parameters.Length == arguments.Length && method.GetGenericArguments().Length == made.GetGenericArguments().Length);
        return method.MakeGenericMethod(made.GetGenericArguments()).Invoke(null, arguments)!;
    }
}
