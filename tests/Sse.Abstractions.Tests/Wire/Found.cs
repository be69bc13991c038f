using System.Text;

namespace Sse.Tests.Wire;

/// <summary>What a parser reported, as text: comparable, and readable when a comparison fails.</summary>
public readonly record struct Found(SseFrameKind Kind, string Type, string Data, string LastEventId, long RetryMilliseconds)
{
    public static Found Event(string type, string data, string id = "") => new(SseFrameKind.Event, type, data, id, 0);

    public static Found Message(string data, string id = "") => Event("message", data, id);

    public static Found Comment(string text, string id = "") => new(SseFrameKind.Comment, "", text, id, 0);

    public static Found Retry(long milliseconds, string id = "") => new(SseFrameKind.Retry, "", "", id, milliseconds);

    public static Found Position(string id) => new(SseFrameKind.Position, "", "", id, 0);

    /// <summary>Decodes with a decoder that throws: whatever the parser hands out must be valid UTF-8 already.</summary>
    internal static Found From(SseFrame frame) => new(
        frame.Kind, Strict.GetString(frame.Type), Strict.GetString(frame.Data), Strict.GetString(frame.LastEventId), (long)frame.Retry.TotalMilliseconds);

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
}
