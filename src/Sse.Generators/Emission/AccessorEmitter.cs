using Sse.Generators.Models;

namespace Sse.Generators.Emission;

/// <summary>Emits the accessors of an event, and what uses them.</summary>
internal static class AccessorEmitter
{
    private const string Services = "global::System.Runtime.CompilerServices.";

    public static void Emit(SourceWriter source, AccessorsModel accessors)
    {
        if (accessors.All.Count is 0) return;
        source.Line();
        source.Line(GeneratedFile.Attribute);
        source.Open($"private static class {accessors.ClassName}");
        for (var i = 0; i < accessors.All.Count; i++)
        {
            if (i > 0) source.Line();
            Emit(source, accessors.All[i]);
        }
        source.Close();
    }

    /// <summary>The expression that gives a member of <c>value</c>.</summary>
    public static string Get(AccessModel access) => access.Accessor is { } accessor
        ? $"{accessor.Name}({Target(accessor)})"
        : $"{(access.HiddenIn is { } type ? $"(({type})value)" : "value")}.{Literals.Member(access.Name)}";

    /// <summary>The statement that sets a member of <c>value</c>.</summary>
    public static string Set(AccessModel access, string expression) => access.Accessor is { Kind: AccessorKind.Method } accessor
        ? $"{accessor.Name}({Target(accessor)}, {expression});"
        : $"{Get(access)} = {expression};";

    private static string Target(AccessorModel accessor) => accessor.ByReference ? "ref value" : "value";

    private static void Emit(SourceWriter source, AccessorModel accessor)
    {
        var name = accessor.Target.Length is 0 ? "" : $", Name = {Literals.String(accessor.Target)}";
        if (accessor.Host is { } host) source.Open($"public static class {host}");
        source.Line($"[{Services}UnsafeAccessor({Services}UnsafeAccessorKind.{accessor.Kind}{name})]");
        source.Line($"public static extern {accessor.Declaration};");
        if (accessor.Host is not null) source.Close();
    }
}
