using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Sse.Tests.Differential.Events;

[SseEvent]
public sealed partial record AnyJson(
    JsonElement A, JsonElement? B, JsonDocument? C, JsonNode? D, JsonObject? E, JsonArray? F, JsonValue? G, object? H, Dictionary<string, object?>? I, List<object?>? J,
    Dictionary<int, JsonElement> K, JsonNode?[] L, AnyInside M)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public object? N { get; init; }
}

public readonly record struct AnyInside(JsonElement X, AnyInside?[]? Y);

[SseEvent]
public sealed partial record Extended(int Id, string? Name)
{
    [JsonExtensionData] public Dictionary<string, JsonElement>? Rest { get; init; }

    [JsonIgnore] public int Ignored { get; set; }

    public int Computed => Id + 1;
}

[SseEvent]
public sealed partial class ExtendedAlone
{
    [JsonExtensionData] public IDictionary<string, object?> Everything { get; set; } = new Dictionary<string, object?> { ["there"] = null };
}

[SseEvent]
public sealed partial class ExtendedUnsure
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public string? A { get; set; }

    public ExtendedInside? B { get; set; }

    [JsonExtensionData, JsonInclude] public SortedDictionary<string, object?>? Rest { get; private set; }
}

public struct ExtendedInside
{
    public int X { get; set; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] public int Y { get; set; }

    [JsonExtensionData] public Dictionary<string, JsonElement>? Rest { get; set; }
}

[SseEvent]
public sealed partial record Contracts(IContract A, IEnumerable<IContract?> B, IWide? C, Dictionary<string, IRoot> D);

public interface IRoot
{
    int Root { get; }

    string Again { get; }
}

public interface ISide
{
    int Side { get; }
}

public interface IContract : IRoot
{
    string? Text { get; }

    new string Again { get; }

    int Given => 3;

    static int Shared => 4;
}

public interface IWide : IContract, ISide
{
    int Wide { get; }
}

public sealed record Contracted(int Root, int Side, int Wide, string? Text, string Again) : IWide
{
    string IRoot.Again => "hidden";
}
