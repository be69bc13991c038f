using System.Text;

namespace Sse.Tests.Differential;

/// <summary>The bytes of one frame, as a publisher gets them.</summary>
internal static class Frames
{
    public static string Write<T>(T value)
        where T : ISseEvent<T>
    {
        var writer = new SseFrameWriter(stackalloc byte[64]);
        try
        {
            T.WriteFrame(ref writer, value);
            return Encoding.UTF8.GetString(writer.Written);
        }
        finally { writer.Dispose(); }
    }

    /// <summary>What stands after <c>data: </c> in a frame, once all around it was found as it must be.</summary>
    public static string Json<T>(T value)
        where T : ISseEvent<T>
    {
        var frame = Write(value);
        var start = T.EventName == "message" ? "data: " : $"event: {T.EventName}\ndata: ";
        frame.ShouldStartWith(start);
        frame.ShouldEndWith("\n\n");
        return frame[start.Length..^2];
    }
}
