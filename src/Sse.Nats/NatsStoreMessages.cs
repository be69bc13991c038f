using Microsoft.Extensions.Logging;

namespace Sse.Nats;

internal static partial class NatsStoreMessages
{
    [LoggerMessage(MessageIds.Unreadable, LogLevel.Error, "Message {Sequence} of the stream {Stream} ({Bytes} bytes) is none of a hub's log and is passed over: something else publishes to the log's subjects.")]
    public static partial void Unreadable(this ILogger logger, ulong sequence, string stream, int bytes);

    [LoggerMessage(MessageIds.TooLarge, LogLevel.Error, "An event can't be stored and is lost: it takes {Bytes} bytes with its topics and its key, a message of NATS holds {Most}.")]
    public static partial void TooLarge(this ILogger logger, int bytes, int most);
}
