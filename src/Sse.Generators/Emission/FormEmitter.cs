using Sse.Generators.Models;

namespace Sse.Generators.Emission;

/// <summary>Emits the forms that a hub gives its events: those that have none of their own, or another than its options say.</summary>
internal static class FormEmitter
{
    public static void Emit(SourceWriter source, HubModel model)
    {
        foreach (var item in model.Events)
        {
            if (item.Form is not { } form) continue;
            source.Line();
            source.Line(GeneratedFile.Attribute);
            source.Open($"{form.Header} : {EventEmitter.Contracts(form, "ISseFormat")}");
            EventEmitter.EmitMembers(source, form);
            source.Close();
        }
    }
}
