using System.Security.Claims;

namespace Sse;

/// <summary>Disconnects per-request streams of a host, open or under way.</summary>
internal static class HandlerStreams
{
    /// <summary>Carries an order out.</summary>
    /// <returns>How many streams were told to end.</returns>
    public static int Disconnect(StreamingHost host, ClaimDisconnect order)
    {
        // Who is not among the connections yet asks when it is.
        host.Disconnects.Add(SseTopicSelection.None, subscriber => order.Means(subscriber.User, subscriber.ConnectedAt), order.ForGood);
        var count = 0;
        foreach (var connection in host.Connections.Snapshot())
            if (connection is HandlerConnection handler && order.Means(handler.User, handler.ConnectedAt) && handler.Disconnect(order.ForGood)) count++;
        return count;
    }

    /// <summary>Whether a stream that has just opened was disconnected while its request was under way: then it has been told.</summary>
    public static bool IsDisconnected(HandlerConnection connection, long since)
    {
        if (connection.Host.Disconnects.Find(new Asked(connection), since) is not { } reason) return false;
        connection.DisconnectNow(reason == SseDisconnectReason.DisconnectedForGood);
        return true;
    }

    private sealed class Asked(HandlerConnection connection) : SseSubscriber
    {
        public override SseTopicSelection Topics => SseTopicSelection.None;

        public override ClaimsPrincipal? User => connection.User;

        public override DateTimeOffset ConnectedAt => connection.ConnectedAt;
    }
}
