using Sse.Generators.Models;

namespace Sse.Generators.Emission;

/// <summary>
/// Emits the overloads of one publisher: a pair for each event, and the pairs that turn everything else into one error
/// in our own words. Without them the compiler would name an arbitrary event as what was meant.
/// </summary>
/// <param name="source">Where they go.</param>
/// <param name="model">The hub.</param>
/// <param name="isPublisher">Whether they belong to the publisher of topics, rather than to the hub itself.</param>
internal sealed class OverloadEmitter(SourceWriter source, HubModel model, bool isPublisher)
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
            var name = Xml.Text(item.EventName);
            if (Emits("Publish"))
            {
                source.Line($"/// <summary>Publishes the event <c>{name}</c> {where}, without waiting for anyone.</summary>");
                source.Line($"{access} void Publish({item.TypeName} value) => {Body($"{core}.{Method(item)}<{item.TypeName}, {item.Format}>({topics}, value)")};\n");
            }
            if (!Emits("PublishAsync")) continue;
            source.Line($"/// <summary>Publishes the event <c>{name}</c> {where}, and tells the position after it once this process has it back from the log.</summary>");
            source.Line($"{access} {Completion} PublishAsync({item.TypeName} value, {Cancellation}) => {Body($"{core}.{Method(item)}Async<{item.TypeName}, {item.Format}>({topics}, value, cancellationToken)")};\n");
        }
    }

    /// <summary>Emits the overloads that must not be called.</summary>
    /// <param name="words">The error.</param>
    public void EmitForbidden(string words)
    {
        var text = Literals.String(words);
        if (Emits("Publish")) EmitForbidden("void Publish(object? value)", text);
        if (Emits("PublishAsync")) EmitForbidden($"{Completion} PublishAsync(object? value, {Cancellation})", text);
    }

    private void EmitForbidden(string member, string text)
    {
        source.Line("/// <summary>Not for use: it makes an error of what is no event of the hub.</summary>");
        source.Line($"[global::System.Obsolete({text}, error: true), global::System.ComponentModel.EditorBrowsable(global::System.ComponentModel.EditorBrowsableState.Never)]");
        source.Line($"public {member} =>\n    throw new global::System.NotSupportedException({text});\n");
    }

    // The hub's author may have members of these names; the publisher of topics is ours alone.
    private bool Emits(string name) => isPublisher || model.Has(name);

    private static string Method(HubEventModel item) => item.IsKeyed ? "PublishKeyed" : "Publish";

    private string Body(string call) =>
        model.Refusal is null ? call : $"throw new global::System.NotSupportedException({Literals.String(HubWords.Refusal(model))})";
}
