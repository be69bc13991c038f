using Sse.Generators.Models;

namespace Sse.Generators.Emission;

/// <summary>Emits how the newest event of a key is asked for: by the members of its key, in their order.</summary>
internal static class LatestEmitter
{
    private const string NotNull = "[global::System.Diagnostics.CodeAnalysis.NotNullWhen(true)]";

    /// <summary>Emits a pair for each event with a key that can be read.</summary>
    /// <param name="source">Where it goes.</param>
    /// <param name="model">The hub.</param>
    /// <param name="core">The expression of the core.</param>
    /// <param name="topics">The expression of the topics.</param>
    public static void Emit(SourceWriter source, HubModel model, string core, string topics)
    {
        foreach (var item in model.Events)
            if (item.Latest is { } latest) Emit(source, model, item, latest, core, topics);
    }

    private static void Emit(SourceWriter source, HubModel model, HubEventModel item, LatestModel latest, string core, string topics)
    {
        var access = latest.IsPublic ? "public" : "internal";
        var output = $"{NotNull} out {item.TypeName}{(item.IsReferenceType ? "?" : "")} value";
        var parameters = string.Concat(latest.Parts.Select(part => $", {part.Type} {Literals.Variable(part.Parameter)}"));
        var arguments = string.Concat(latest.Parts.Select(part => $", {Literals.Variable(part.Parameter)}"));
        var name = Xml.Text(item.EventName);
        source.Line($"/// <summary>Gives the newest event <c>{name}</c> of a key, as this process knows it; false when there is none. Of one topic: several have no newest.</summary>");
        source.Line($"{access} bool TryGetLatest({output}{parameters}) => TryGetLatest(out value{arguments}, out _);\n");
        source.Line($"/// <summary>Gives the newest event <c>{name}</c> of a key with the hub's position at that moment, from which what comes after it can be read.</summary>");
        source.Open($"{access} bool TryGetLatest({output}{parameters}, out global::Sse.SsePosition position)");
        if (model.Refusal is null) EmitBody(source, item, latest, core, topics);
        else source.Line($"throw new global::System.NotSupportedException({Literals.String(HubWords.Refusal(model))});");
        source.Close();
        source.Line();
    }

    private static void EmitBody(SourceWriter source, HubEventModel item, LatestModel latest, string core, string topics)
    {
        foreach (var part in latest.Parts.Where(part => part.IsReferenceType)) source.Line($"global::System.ArgumentNullException.ThrowIfNull({Literals.Variable(part.Parameter)});");
        source.Line("var writer = new global::Sse.SseFrameWriter(stackalloc byte[256]);");
        source.Open("try");
        var body = new FrameBody(source, countsDepth: false);
        body.Literal(item.EventName + "\n");
        for (var i = 0; i < latest.Parts.Count; i++)
        {
            if (i > 0) body.Literal(",");
            body.Statement(ValueEmitter.Call(latest.Parts[i].Value, Literals.Variable(latest.Parts[i].Parameter)));
        }
        body.Statement($"return {core}.TryGetLatest<{item.TypeName}, {item.Format}>({topics}, writer.Written, out value, out position);");
        source.Close();
        source.Line("finally { writer.Dispose(); }");
    }
}
