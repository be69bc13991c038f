using System.Text;
using System.Text.Json.Nodes;

namespace Sse;

/// <summary>An AsyncAPI 3.0 document that is being written. For one thread.</summary>
/// <param name="title">The application's name.</param>
/// <param name="options">What it says of itself.</param>
/// <param name="server">Where it is.</param>
internal sealed class AsyncApiDocument(string title, SseAsyncApiOptions options, Uri server)
{
    private readonly SchemaComponents _schemas = new("#/components/schemas/", BesideReference);
    private readonly JsonObject _channels = [];
    private readonly JsonObject _operations = [];
    private readonly JsonObject _messages = [];

    /// <summary>Adds a channel and the operation that sends on it.</summary>
    public void Add(StreamEndpoint endpoint)
    {
        var id = FreeId(endpoint.Name ?? endpoint.Address);
        var messages = new JsonObject();
        foreach (var contract in endpoint.Contracts)
        {
            foreach (var one in contract.Events) AddMessage(messages, contract.Hub, one);
            if (contract.Hub is null) continue;
            foreach (var one in OwnEvents.All) AddMessage(messages, OwnEvents.Scope, one);
        }
        var hub = endpoint.Contracts.FirstOrDefault(static contract => contract.Hub is not null);
        var channel = new JsonObject { ["address"] = endpoint.Address };
        if (hub is not null) channel["title"] = hub.Hub;
        if (hub?.Description is { } description) channel["description"] = description;
        if (endpoint.Parameters.Any(static one => one.IsInPath)) channel["parameters"] = ParametersOf(endpoint);
        channel["messages"] = messages;
        _channels[id] = channel;
        _operations[id] = OperationOf(endpoint, id, messages);
    }

    /// <summary>The document.</summary>
    public JsonObject ToJson()
    {
        var info = new JsonObject { ["title"] = title, ["version"] = options.Version };
        if (options.Description is { } description) info["description"] = description;
        var own = new JsonObject { ["host"] = server.IsDefaultPort ? server.Host : $"{server.Host}:{server.Port}", ["protocol"] = server.Scheme };
        if (server.AbsolutePath.Length > 1) own["pathname"] = server.AbsolutePath;
        var schemas = new JsonObject();
        foreach (var (name, schema) in _schemas.All) schemas[name] = schema.DeepClone();
        return new()
        {
            ["asyncapi"] = "3.0.0",
            ["info"] = info,
            ["defaultContentType"] = "application/json",
            ["servers"] = new JsonObject { ["application"] = own },
            ["channels"] = _channels.DeepClone(),
            ["operations"] = _operations.DeepClone(),
            ["components"] = new JsonObject { ["messages"] = _messages.DeepClone(), ["schemas"] = schemas },
        };
    }

    private void AddMessage(JsonObject channel, string? scope, ContractEvent contract)
    {
        var schema = _schemas.Add(scope, contract);
        _messages[schema] ??= MessageOf(contract, schema);
        channel[schema] = Reference($"components/messages/{schema}");
    }

    private static JsonObject MessageOf(ContractEvent contract, string schema)
    {
        var message = new JsonObject { ["name"] = contract.Name, ["title"] = contract.Type };
        if (contract.Description is { } description) message["description"] = description;
        message["headers"] = new JsonObject
        {
            ["type"] = "object",
            ["properties"] = new JsonObject
            {
                ["event"] = new JsonObject { ["type"] = "string", ["const"] = contract.Name },
                ["id"] = new JsonObject { ["type"] = "string", ["description"] = "Where the stream goes on after this event." },
            },
        };
        message["payload"] = Reference($"components/schemas/{schema}");
        if (contract.Schema is JsonObject) message["examples"] = new JsonArray(new JsonObject { ["headers"] = new JsonObject { ["event"] = contract.Name }, ["payload"] = SchemaExample.Of(contract.Schema) });
        if (contract.Key is { } key) message["x-sse-key"] = new JsonArray([.. key.Select(static member => (JsonNode)member)]);
        if (contract.Removes is { } removed) message["x-sse-removes"] = removed;
        return message;
    }

    private static JsonObject OperationOf(StreamEndpoint endpoint, string id, JsonObject messages)
    {
        var binding = new JsonObject { ["method"] = "GET", ["bindingVersion"] = "0.3.0" };
        var queries = new JsonObject();
        foreach (var query in endpoint.Parameters.Where(static one => !one.IsInPath)) queries[query.Name] = new JsonObject { ["type"] = "string", ["description"] = query.Description };
        if (queries.Count > 0) binding["query"] = new JsonObject { ["type"] = "object", ["properties"] = queries };
        return new()
        {
            ["action"] = "send",
            ["channel"] = Reference($"channels/{id}"),
            ["summary"] = "A GET that is answered with text/event-stream.",
            ["bindings"] = new JsonObject { ["http"] = binding },
            ["messages"] = new JsonArray([.. messages.Select(one => (JsonNode)Reference($"channels/{id}/messages/{one.Key}"))]),
        };
    }

    private static JsonObject ParametersOf(StreamEndpoint endpoint)
    {
        var parameters = new JsonObject();
        foreach (var parameter in endpoint.Parameters.Where(static one => one.IsInPath)) parameters[parameter.Name] = parameter.Description is { } text ? new JsonObject { ["description"] = text } : [];
        return parameters;
    }

    private static JsonObject Reference(string target) => new() { ["$ref"] = $"#/{target}" };

    // What stands beside a reference is passed over by the schemas of AsyncAPI 3.0.
    private static JsonObject BesideReference(JsonObject schema)
    {
        if (schema.Count < 2 || schema["$ref"] is not { } reference) return schema;
        schema.Remove("$ref");
        schema["allOf"] = new JsonArray(new JsonObject { ["$ref"] = reference });
        return schema;
    }

    private string FreeId(string wanted)
    {
        var id = new StringBuilder();
        foreach (var character in wanted)
        {
            if (char.IsAsciiLetterOrDigit(character) || character is '_') id.Append(character);
            else if (id.Length > 0 && id[^1] != '-') id.Append('-');
        }
        var name = id.ToString().TrimEnd('-');
        if (name.Length == 0) name = "root";
        var free = name;
        for (var i = 2; _channels.ContainsKey(free); i++) free = $"{name}-{i}";
        return free;
    }
}
