using Sse.Generators.Models;

namespace Sse.Generators.Emission;

/// <summary>Emits how a hub tells the keys of its events, for readers that hold the newest of each.</summary>
internal static class HubKeyEmitter
{
    public static void Emit(SourceWriter source, HubModel model)
    {
        var keyed = model.Events.Where(item => item.IsKeyed).ToList();
        if (keyed.Count == 0 || model.Refusal is not null) return;
        source.Line("/// <inheritdoc/>");
        source.Line(GeneratedFile.Attribute);
        source.Open($"static bool global::Sse.ISseHub<{model.TypeName}>.TryWriteKey(object value, ref global::Sse.SseFrameWriter writer, out bool isRemoval)");
        foreach (var item in keyed)
        {
            source.Open($"if (value is {item.TypeName})");
            source.Line($"isRemoval = global::Sse.SseKeys.Write<{item.TypeName}, {item.Format}>(ref writer, ({item.TypeName})value);\nreturn true;");
            source.Close();
        }
        source.Line("isRemoval = false;\nreturn false;");
        source.Close();
        source.Line();
    }
}
