using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Sse.Tests.Payloads;

// Each record is what a team would write for the payload, and Sample is one of its messages.
[SseEvent("content_block"), SseJson(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, Encoder = SseJsonEncoder.Relaxed)]
public partial record ChatMessage(string Id, ChatRole Role, IReadOnlyList<ChatContent> Content)
{
    public static ChatMessage Sample { get; } = new("msg_1", ChatRole.Assistant, [new TextContent("It's <größe>"), new ToolUse("call_1", "weather", JsonDocument.Parse("""{"city":"Köln","days":[1,2]}""").RootElement)]);
}

[JsonConverter(typeof(JsonStringEnumConverter<ChatRole>))]
public enum ChatRole
{
    [JsonStringEnumMemberName("user")] User,
    [JsonStringEnumMemberName("assistant")] Assistant,
}

[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(TextContent), "text")]
[JsonDerivedType(typeof(ToolUse), "tool_use")]
public abstract record ChatContent;

public sealed record TextContent(string Text) : ChatContent;

public sealed record ToolUse(string Id, string Name, JsonElement Input) : ChatContent;

#pragma warning disable SSE0107 // Another test has an event of this name, in another hub.
[SseEvent("message"), SseJson(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
public partial record TokenDelta(string Id, string Object, long Created, string Model, IReadOnlyList<TokenChoice> Choices, TokenUsage? Usage)
{
    public static TokenDelta Sample { get; } = new("c-1", "chat.completion.chunk", 1767225600, "m-5", [new(0, new(null, "Hel"), null)], null);
}

public sealed record TokenChoice(int Index, TokenPart Delta, string? FinishReason);

public sealed record TokenPart(string? Role, string? Content);

public sealed record TokenUsage(int PromptTokens, int CompletionTokens);

[SseEvent("blocks"), SseJson(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
public partial record SlackMessage(string Channel, IReadOnlyList<SlackBlock> Blocks)
{
    public static SlackMessage Sample { get; } = new("C1", [new SlackSection(new("mrkdwn", "*done* & <https://a.b|more>")), new SlackActions([new SlackButton("go", new("plain_text", "Go"))])]);
}

[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(SlackSection), "section")]
[JsonDerivedType(typeof(SlackActions), "actions")]
public abstract record SlackBlock(string? BlockId = null);

public sealed record SlackSection(SlackText Text) : SlackBlock;

public sealed record SlackActions(IReadOnlyList<SlackElement> Elements) : SlackBlock;

public sealed record SlackText(string Type, string Text);

[JsonDerivedType(typeof(SlackButton), "button")]
public abstract record SlackElement(string ActionId);

public sealed record SlackButton(string ActionId, SlackText Text) : SlackElement(ActionId);

[SseEvent("patch")]
public partial record DocumentPatched(string Document, IReadOnlyList<PatchOperation> Operations)
{
    public static DocumentPatched Sample { get; } = new("d1", [
        new() { Op = PatchOp.Replace, Path = "/a~1b", Value = JsonNode.Parse("""{"x":[1.50,null]}""") },
        new() { Op = PatchOp.Move, Path = "/b", From = "/c" },
    ]);
}

public sealed class PatchOperation
{
    public PatchOp Op { get; set; }
    public string Path { get; set; } = "";
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public string? From { get; set; }
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public JsonNode? Value { get; set; }
}

[JsonConverter(typeof(JsonStringEnumConverter<PatchOp>))]
public enum PatchOp
{
    [JsonStringEnumMemberName("add")] Add,
    [JsonStringEnumMemberName("replace")] Replace,
    [JsonStringEnumMemberName("move")] Move,
}

[SseEvent("audit")]
public partial record Audited(DateTimeOffset At, string Who, string Action, JsonElement? Before, JsonElement? After, IReadOnlyDictionary<string, object?> Facts)
{
    public static Audited Sample { get; } = new(
        DateTimeOffset.UnixEpoch, "ada", "role.changed", JsonDocument.Parse("""{"role":"user"}""").RootElement, null,
        new Dictionary<string, object?> { ["ip"] = "10.0.0.1", ["tries"] = 3, ["ok"] = true, ["when"] = DateOnly.MinValue, ["tags"] = new List<string> { "a", "b" } });
}
