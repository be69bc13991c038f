using System.Net.ServerSentEvents;
using System.Text;

namespace Sse.Tests.Wire;

/// <summary>Writes a block, and reads one with the framework's parser.</summary>
internal static class Block
{
    public delegate void Writing(ref SseFrameWriter writer);

    public static string Of(Writing write)
    {
        var writer = new SseFrameWriter(stackalloc byte[8]);
        try
        {
            write(ref writer);
            return new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(writer.Written);
        }
        finally
        {
            writer.Dispose();
        }
    }

    public static List<SseItem<string>> Read(string wire) => [.. SseParser.Create(new MemoryStream(Encoding.UTF8.GetBytes(wire))).Enumerate()];

    /// <summary>What the standard makes of line ends in data.</summary>
    public static string Normalised(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
}
