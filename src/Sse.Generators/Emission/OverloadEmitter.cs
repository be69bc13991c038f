using Sse.Generators.Models;

namespace Sse.Generators.Emission;

/// <summary>
/// Emits the overloads of one publisher: a pair for each event, and the pairs that turn everything else into one error
/// in our own words. Without them the compiler would name an arbitrary event as what was meant.
/// </summary>
internal sealed class OverloadEmitter(SourceWriter source, HubModel model)
{
    private const string Completion = "global::System.Threading.Tasks.ValueTask<global::Sse.SsePosition>";
    private const string Cancellation = "global::System.Threading.CancellationToken cancellationToken = default";

    /// <summary>Emits a pair for each event.</summary>
    /// <param name="core">The expression of the core.</param>
    /// <param name="topics">The expression of the topics.</param>
    /// <param name="where">Where the events go, for the comments.</param>
    public void EmitAll(string core, string topics, string where)
    {
        foreach (var item in model.Events)
        {
            var access = item.IsPublic ? "public" : "internal";
            EmitComment($"Publishes the event <c>{Xml.Text(item.EventName)}</c> {where}, without waiting for anyone.");
            source.Line($"{access} void Publish({item.TypeName} value) => {Body($"{core}.{Method(item)}<{item.TypeName}, {item.Format}>({topics}, value)")};\n");
            EmitComment($"Publishes the event <c>{Xml.Text(item.EventName)}</c> {where}, and tells its position.", isAsync: true);
            source.Line($"{access} {Completion} PublishAsync({item.TypeName} value, {Cancellation}) => {Body($"{core}.{Method(item)}Async<{item.TypeName}, {item.Format}>({topics}, value, cancellationToken)")};\n");
        }
    }

    /// <summary>Emits the overloads that must not be called.</summary>
    /// <param name="words">The error.</param>
    public void EmitForbidden(string words)
    {
        var text = Literals.String(words);
        EmitForbidden("object? value", text, null);
        // Null fits every class: this overload wins over all events, so that null is one error and not an ambiguity.
        EmitForbidden("global::System.DBNull? value", text, "[global::System.Runtime.CompilerServices.OverloadResolutionPriority(1)]");
    }

    private void EmitForbidden(string parameter, string text, string? attribute)
    {
        string[] members = [$"void Publish({parameter})", $"{Completion} PublishAsync({parameter}, {Cancellation})"];
        foreach (var member in members)
        {
            source.Line("/// <summary>Not for use: it makes an error of what is no event of the hub.</summary>");
            source.Line($"[global::System.Obsolete({text}, error: true)]");
            source.Line("[global::System.ComponentModel.EditorBrowsable(global::System.ComponentModel.EditorBrowsableState.Never)]");
            if (attribute is not null) source.Line(attribute);
            source.Line(GeneratedFile.Attribute);
            source.Line($"public {member} =>\n    throw new global::System.NotSupportedException({text});\n");
        }
    }

    private void EmitComment(string summary, bool isAsync = false)
    {
        source.Line($"/// <summary>{summary}</summary>");
        source.Line("/// <param name=\"value\">The event.</param>");
        if (isAsync)
        {
            source.Line("/// <param name=\"cancellationToken\">Ends the wait. The event may be published all the same.</param>");
            source.Line("/// <returns>The position after this event, once this process has it back from the log.</returns>");
        }
        source.Line("/// <exception cref=\"global::System.ArgumentException\">The event holds what JSON can't express, or is larger than the hub admits.</exception>");
        source.Line("/// <exception cref=\"global::Sse.SseHubStoppedException\">The hub has stopped.</exception>");
        source.Line(GeneratedFile.Attribute);
    }

    private static string Method(HubEventModel item) => item.IsKeyed ? "PublishKeyed" : "Publish";

    private string Body(string call) =>
        model.Refusal is null ? call : $"throw new global::System.NotSupportedException({Literals.String(HubWords.Refusal(model))})";
}
