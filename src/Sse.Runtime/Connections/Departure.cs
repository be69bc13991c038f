namespace Sse;

/// <summary>
/// One client on its way out while the host stops: whether it still takes what it is sent. Who moves is waited for as long
/// as the host lets us, who doesn't is cut.
/// </summary>
/// <remarks>Looked at by one thread.</remarks>
/// <param name="socket">Its socket, which tells what has been taken.</param>
internal sealed class Departure(TcpSocket socket)
{
    private ulong _acknowledged;
    private int _flushes;
    private int _looks;

    /// <summary>Whether its client owed an answer at the last look.</summary>
    public bool IsHeld { get; private set; }

    /// <summary>Looks at a stream that may wait for its client.</summary>
    public DepartureMove LookAt(ResponseWriter response)
    {
        if (!response.IsFlushing) return DepartureMove.Free;
        var known = socket.TryRead(out var acknowledged, out var isOwing);
        // All that was sent may have been taken, and the stream waits for a window of HTTP/2 all the same.
        return HasMoved(acknowledged, response.Flushes) ? DepartureMove.Moves : known && isOwing ? DepartureMove.IsHeld : DepartureMove.StandsStill;
    }

    /// <summary>Looks at a stream that has ended here.</summary>
    /// <param name="isShared">Whether others are on its transport: then it may wait for a window although all was taken.</param>
    public DepartureMove LookAtEnded(bool isShared)
    {
        var known = socket.TryRead(out var acknowledged, out var isOwing);
        if (HasMoved(acknowledged, flushes: 0)) return DepartureMove.Moves;
        if (known && isOwing) return DepartureMove.IsHeld;
        return known && !isShared ? DepartureMove.Free : DepartureMove.StandsStill;
    }

    /// <summary>Counts the looks in a row at which its client was to blame.</summary>
    /// <param name="move">What was seen.</param>
    /// <param name="othersMove">Whether anyone got on: then who only stands still may wait for a slow machine.</param>
    /// <returns>How many.</returns>
    public int Judge(DepartureMove move, bool othersMove)
    {
        IsHeld = move == DepartureMove.IsHeld;
        return _looks = IsHeld || (move == DepartureMove.StandsStill && !othersMove) ? _looks + 1 : 0;
    }

    private bool HasMoved(ulong acknowledged, int flushes)
    {
        var moved = acknowledged != _acknowledged || flushes != _flushes;
        (_acknowledged, _flushes) = (acknowledged, flushes);
        return moved;
    }
}
