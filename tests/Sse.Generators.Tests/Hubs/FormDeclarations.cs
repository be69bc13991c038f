using System.Text.Json.Serialization;

namespace Sse.Tests.Hubs;

/// <summary>An event that has options of its own for numbers, and none for names.</summary>
[SseEvent("traded"), SseJson(NumberHandling = JsonNumberHandling.WriteAsString | JsonNumberHandling.AllowReadingFromString)]
public partial record Traded([SseKey] string TheSymbol, decimal ThePrice, Side TheSide, string? TheNote);

public enum Side
{
    BuyFirst,
    SellLast,
}

/// <summary>Somebody else's: no part can be added to it.</summary>
public sealed class GitHubPush
{
    public string? Ref { get; set; }
    public IReadOnlyList<GitHubCommit> Commits { get; set; } = [];
}

public sealed record GitHubCommit(string Id, string MessageText);

/// <summary>Written by hand, and named when it runs.</summary>
public sealed record Plain(string Text) : ISseEvent<Plain>, ISseReadable<Plain>
{
    static string ISseFormat<Plain>.EventName => "pl" + "ain";

    static void ISseFormat<Plain>.WriteFrame(ref SseFrameWriter writer, Plain value)
    {
        writer.WriteRaw("event: plain\ndata: "u8);
        writer.WriteString(value.Text);
        writer.WriteRaw("\n\n"u8);
    }

    static Plain ISseReadable<Plain>.Read(ReadOnlySpan<byte> data) => new(new SseJsonReader(data, "plain").GetString()!);
}

[SseHub(typeof(Traded))]
public sealed partial class WebHub;

[SseHub(typeof(Traded), typeof(PriceChanged)), SseEvent<GitHubPush>("push")]
[SseJson(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UseStringEnumConverter = true, EnumNamingPolicy = JsonKnownNamingPolicy.SnakeCaseUpper, NumberHandling = JsonNumberHandling.Strict, Encoder = SseJsonEncoder.Relaxed, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
public sealed partial class SnakeHub;

[SseHub(typeof(Plain), typeof(GitHubPush), typeof(Traded))]
public sealed partial class MixedHub;
