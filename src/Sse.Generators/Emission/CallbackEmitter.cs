using Sse.Generators.Models;

namespace Sse.Generators.Emission;

/// <summary>Emits how an object is told that it is being written or read.</summary>
internal static class CallbackEmitter
{
    private const string Namespace = "global::System.Text.Json.Serialization.";

    public static string? Before(CallbackModel? model, string target = "value") => model?.Before is { } contract ? Call(contract, model.Struct, target, "before") : null;

    public static string? After(CallbackModel? model, string target = "value") => model?.After is { } contract ? Call(contract, model.Struct, target, "after") : null;

    // A struct is told in a box, like all that the serializer holds: what it changes there is what it is from then on.
    private static string Call(string contract, string? type, string target, string local)
    {
        var method = contract.Substring("IJson".Length);
        return type is null
            ? $"(({Namespace}{contract}){target}).{method}();"
            : $"var {local} = ({Namespace}{contract})value;\n{local}.{method}();\nvalue = ({type}){local};";
    }
}
