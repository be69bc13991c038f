namespace Sse.Tests.Hub;

/// <summary>An event whose writing publishes another one.</summary>
public sealed class Nested : ISseEvent<Nested>
{
    internal static HubCore? Core { get; set; }

    public static string EventName => "nested";

    public static void WriteFrame(ref SseFrameWriter writer, Nested value)
    {
        writer.WriteRaw("event: nested\n"u8);
        Core!.Publish<Step, Step>("t", new Step(7));
        writer.WriteRaw("data: {}\n\n"u8);
    }
}
