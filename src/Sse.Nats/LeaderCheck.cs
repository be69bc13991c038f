namespace Sse.Nats;

/// <summary>
/// Holds what one server gave of the log against what its leader has. A server that stood still or was cut off can have other
/// messages at the same places for a while, until it copies the leader's.
/// </summary>
internal sealed class LeaderCheck(LogStreams streams)
{
    /// <summary>Makes sure that a message, and so what is before it, is the leader's.</summary>
    /// <exception cref="IOException">It isn't: what comes from that server is not to be taken.</exception>
    public async Task ConfirmAsync(LogMessage message, CancellationToken cancellationToken)
    {
        if (!streams.IsReplicated) return;
        if (await streams.GetMessageAsync(message.Sequence, cancellationToken).ConfigureAwait(false) is { } own)
        {
            if (!own.Body.Span.SequenceEqual(message.Body.Span)) throw IsAnother();
            return;
        }
        // Gone, unless the leader never had it.
        if (message.Sequence > (await streams.GetLogAsync(cancellationToken).ConfigureAwait(false)).State.LastSeq) throw IsAnother();
    }

    /// <summary>What was read isn't the leader's.</summary>
    public IOException IsAnother() => new($"A server of NATS has other messages of the log '{streams.Names.Log}' than its leader at the moment; they are read again.");

    /// <summary>Whether the leader has the record of a place, or had: what was let go since can't be asked for.</summary>
    public async Task<bool> HasAsync(StoredPlace place, CancellationToken cancellationToken)
    {
        if (place.Position == 0 || place.Tag is null) return true;
        if (await streams.GetMessageAsync(Places.SequenceOf(place.Position), cancellationToken).ConfigureAwait(false) is not { } message) return true;
        var records = MessageReader.Read(message.Body, message.Sequence, out _);
        var index = Places.IndexOf(place.Position);
        return index < records.Count && records[index].Tag == place.Tag;
    }
}
