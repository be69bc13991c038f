using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;

namespace Sse;

/// <summary>All clients on their way out while the host stops.</summary>
/// <remarks>Thread-safe; <see cref="Look"/> is called by one thread.</remarks>
/// <param name="patience">After how many looks at which nothing moved a client is cut.</param>
internal sealed class Departures(int patience)
{
    private readonly Lock _lock = new();
    private readonly List<EndedStream> _ended = [];
    private int _open;

    /// <summary>A stream has ended, but its client may not have taken all of it.</summary>
    public void Watch(HttpContext http, Connection connection)
    {
        if (http.Features.Get<IConnectionLifetimeFeature>() is not { } transport) return;
        var ended = new EndedStream(transport, http.Features, connection);
        lock (_lock) _ended.Add(ended);
    }

    /// <summary>Looks at each once, and cuts those that have stood still for too long.</summary>
    public void Look(OpenConnections connections)
    {
        var open = connections.Snapshot();
        var ended = StillOnTheirWay(out var othersMove);
        var openMoves = Array.ConvertAll(open, static connection => connection.Departure.LookAt(connection.Response));
        var endedMoves = Array.ConvertAll(ended, static stream => stream.Look());
        othersMove |= open.Length != _open || Array.IndexOf(openMoves, DepartureMove.Moves) >= 0 || Array.IndexOf(endedMoves, DepartureMove.Moves) >= 0;
        _open = open.Length;

        for (var i = 0; i < open.Length; i++)
            if (open[i].Departure.Judge(openMoves[i], othersMove) >= patience) open[i].Abort();
        for (var i = 0; i < ended.Length; i++)
            if (ended[i].Departure.Judge(endedMoves[i], othersMove) >= patience) Cut(ended[i]);
    }

    private EndedStream[] StillOnTheirWay(out bool othersMove)
    {
        lock (_lock)
        {
            othersMove = _ended.RemoveAll(static stream => stream.IsGone) > 0;
            return [.. _ended];
        }
    }

    private void Cut(EndedStream stream)
    {
        lock (_lock) _ended.Remove(stream);
        ThreadPool.UnsafeQueueUserWorkItem(static stream => stream.Cut(), stream, preferLocal: false);
    }
}
