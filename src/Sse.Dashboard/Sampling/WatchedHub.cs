using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Sse;

/// <summary>A hub of the application under the name that the dashboard gives it.</summary>
/// <param name="Name">The name of its class, with the namespace where two have the same.</param>
/// <param name="Order">Its place among them.</param>
/// <param name="Hosted">The hub.</param>
internal sealed record WatchedHub(string Name, int Order, IHostedHub Hosted)
{
    private readonly Lazy<ContractDocument?> _contract = new(() => ContractOf(Hosted));

    public HubCore Core => Hosted.Core;

    /// <summary>What it declares; null when it was compiled by a version that wrote no contracts, or by hand.</summary>
    public ContractDocument? Contract => _contract.Value;

    /// <summary>All that the application has registered.</summary>
    public static IReadOnlyList<WatchedHub> FindAll(IEnumerable<IHostedHub> hubs)
    {
        var all = hubs.ToList();
        var names = all.CountBy(static hub => hub.Type.Name, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        return [.. all.Select((hub, place) => new WatchedHub(names[hub.Type.Name] == 1 ? hub.Type.Name : hub.Type.FullName ?? hub.Type.Name, place, hub))];
    }

    /// <summary>What it declares.</summary>
    public HubDeclared Declare() =>
        new(Name, Order, [.. (Contract?.Events ?? []).Select(static one => new DeclaredEvent(one.Name, one.Description, ExampleOf(one.Schema), one.Key is not null))]);

    private static ContractDocument? ContractOf(IHostedHub hub)
    {
        try { return ContractDocument.Parse(hub.ContractJson); }
        catch (Exception exception) when (exception is InvalidOperationException or FormatException) { return null; }
    }

    private static string ExampleOf(JsonNode schema)
    {
        if (SchemaExample.Of(schema) is not { } example) return "{}";
        using var text = new MemoryStream();
        using (var writer = new Utf8JsonWriter(text, new JsonWriterOptions { Indented = true, NewLine = "\n" })) example.WriteTo(writer);
        return Encoding.UTF8.GetString(text.GetBuffer(), 0, (int)text.Length);
    }
}
