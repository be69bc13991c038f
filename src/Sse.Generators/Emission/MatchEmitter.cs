using Sse.Generators.Models;

namespace Sse.Generators.Emission;

/// <summary>Emits the exhaustive match: one function per event, so that a new event doesn't compile until each match knows it.</summary>
internal static class MatchEmitter
{
    public static void Emit(SourceWriter source, HubModel model)
    {
        if (model.Events.Count is 0) return;
        if (model.Has("Match")) Emit(source, model, "TResult Match<TResult>", "Func", ", TResult", "Answers what the function of the event's type makes of it.", "return {0};");
        source.Line();
        if (model.Has("Switch")) Emit(source, model, "void Switch", "Action", "", "Calls the action of the event's type.", "{0};\nreturn;");
    }

    private static void Emit(SourceWriter source, HubModel model, string member, string function, string result, string summary, string statement)
    {
        var access = model.Events.All(item => item.IsPublic) ? "public" : "internal";
        var parameters = model.Events.Select(item => $"global::System.{function}<{item.TypeName}{result}> {Literals.Variable(item.Parameter)}");
        source.Line($"/// <summary>{summary} It takes one for each event of the hub, so none can be forgotten.</summary>");
        if (result.Length > 0) source.Line("/// <typeparam name=\"TResult\">What the functions answer.</typeparam>");
        source.Line("/// <param name=\"value\">An event of this hub.</param>");
        foreach (var item in model.Events) source.Line($"/// <param name=\"{item.Parameter}\">For the event <c>{Xml.Text(item.EventName)}</c>.</param>");
        source.Line("/// <exception cref=\"global::System.ArgumentException\">The value is no event of this hub.</exception>");
        source.Line(GeneratedFile.Attribute);
        source.Line($"{access} static {member}(");
        source.Open($"    object value,\n    {string.Join(",\n    ", parameters)})");
        source.Line("global::System.ArgumentNullException.ThrowIfNull(value);");
        for (var i = 0; i < model.Events.Count; i++)
        {
            var item = model.Events[i];
            source.Open($"if (value is {item.TypeName})");
            source.Line(string.Format(System.Globalization.CultureInfo.InvariantCulture, statement, $"{Literals.Variable(item.Parameter)}(({item.TypeName})value)"));
            source.Close();
        }
        source.Line($"throw new global::System.ArgumentException({Literals.String($"Not an event of {model.Name}: ")} + value.GetType(), \"value\");");
        source.Close();
    }
}
