using Sse.Generators.Models;

namespace Sse.Generators.Emission;

/// <summary>Emits what an event or a hub is told to be. Each is one literal in a method: found in an assembly that doesn't run, and gone from one that nobody asks.</summary>
internal static class ContractEmitter
{
    public static void Emit(SourceWriter source, EventModel model)
    {
        if (model.Contract.Length is 0) return;
        source.Line();
        Member(source, $"string global::Sse.ISseFormat<{model.TypeName}>.Contract => {Raw(model.Contract)};");
    }

    public static void Emit(SourceWriter source, HubModel model)
    {
        if (model.Contract.Length is 0) return;
        var contract = $"global::Sse.ISseHub<{model.TypeName}>";
        Member(source, $"string {contract}.Contract => {Raw(model.Contract)};\n");
        Member(source, $"string {contract}.ContractHolders => {Literals.String(string.Join("\n", model.Events.Select(item => item.ContractHolder)))};\n");
        var events = model.Events.Select(item => $"    global::Sse.SseHubContract.OfEvent<{item.TypeName}, {item.Format}>(),\n");
        Member(source, $"global::System.Collections.Generic.IReadOnlyList<string> {contract}.EventContracts => new string[]\n{{\n{string.Concat(events)}}};\n");
    }

    // A contract is ASCII, begins and ends with a brace, and never has three quotes in a row.
    private static string Raw(string json) => $"\"\"\"{json}\"\"\"";

    private static void Member(SourceWriter source, string declaration)
    {
        source.Line("/// <inheritdoc/>");
        source.Line(GeneratedFile.Attribute);
        source.Line("static " + declaration);
    }
}
