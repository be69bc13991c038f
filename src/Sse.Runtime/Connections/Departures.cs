using Microsoft.AspNetCore.Connections.Features;

namespace Sse;

/// <summary>All clients on their way out while the host stops.</summary>
/// <remarks>Thread-safe; <see cref="Look"/> is called by one thread.</remarks>
/// <param name="patience">After how many looks at which nothing moved a client is cut.</param>
internal sealed class Departures(int patience)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<IConnectionLifetimeFeature, (Departure Departure, bool IsShared)> _transports = new(ReferenceEqualityComparer.Instance);
    private int _open;

    /// <summary>A stream has ended on this transport, but its client may not have taken all of it.</summary>
    public void Watch(IConnectionLifetimeFeature transport, TcpSocket socket, bool isShared)
    {
        lock (_lock) _transports.TryAdd(transport, (new Departure(socket), isShared));
    }

    /// <summary>Looks at each once, and cuts those that have stood still for too long.</summary>
    public void Look(OpenConnections connections)
    {
        var open = connections.Snapshot();
        var streams = Array.ConvertAll(open, static connection => connection.Departure.LookAt(connection.Response));
        var transports = LookAtTransports(out var othersMove);
        othersMove |= open.Length != _open || Array.IndexOf(streams, DepartureMove.Moves) >= 0;
        _open = open.Length;

        for (var i = 0; i < open.Length; i++)
            if (open[i].Departure.Judge(streams[i], othersMove) >= patience) open[i].Abort();
        foreach (var (transport, departure, move) in transports)
            if (departure.Judge(move, othersMove) >= patience) Cut(transport);
    }

    private List<(IConnectionLifetimeFeature Transport, Departure Departure, DepartureMove Move)> LookAtTransports(out bool othersMove)
    {
        lock (_lock)
        {
            othersMove = false;
            var seen = new List<(IConnectionLifetimeFeature, Departure, DepartureMove)>(_transports.Count);
            foreach (var (transport, (departure, isShared)) in _transports)
            {
                if (transport.ConnectionClosed.IsCancellationRequested)
                {
                    othersMove = true;
                    _transports.Remove(transport);
                    continue;
                }
                var move = departure.LookAtTransport(isShared);
                othersMove |= move == DepartureMove.Moves;
                seen.Add((transport, departure, move));
            }
            return seen;
        }
    }

    private void Cut(IConnectionLifetimeFeature transport)
    {
        lock (_lock) _transports.Remove(transport);
        ThreadPool.UnsafeQueueUserWorkItem(static transport => transport.Abort(), transport, preferLocal: false);
    }
}
