using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NATS.Client.JetStream.Models;

namespace Sse.Nats;

/// <summary>
/// The epoch of a log. It belongs to one making of the stream, of which it has the time: a stream that is made anew under
/// the same name is another log.
/// </summary>
internal sealed class LogEpoch(LogStreams streams)
{
    private const string Letters = "abcdefghijklmnopqrstuvwxyz0123456789";
    private const int Length = 8;

    private (long Created, string Epoch)? _known;

    /// <summary>The epoch of a stream, given to it now if it has none.</summary>
    public async ValueTask<string> OfAsync(StreamInfo log, CancellationToken cancellationToken)
    {
        var created = log.Created.UtcTicks;
        if (_known is { } known && known.Created == created) return known.Epoch;
        while (true)
        {
            var found = await streams.GetStateAsync(streams.Names.Epoch, cancellationToken).ConfigureAwait(false);
            if (found is { } state && TryRead(state.Body.Span, created) is { } epoch)
            {
                _known = (created, epoch);
                return epoch;
            }
            // Two nodes at once: one is refused, and reads what the other wrote.
            var made = string.Create(CultureInfo.InvariantCulture, $"{RandomNumberGenerator.GetString(Letters, Length)} {created}");
            await streams.TrySetStateAsync(streams.Names.Epoch, Encoding.ASCII.GetBytes(made), found?.Sequence ?? 0, cancellationToken).ConfigureAwait(false);
        }
    }

    private static string? TryRead(ReadOnlySpan<byte> state, long created)
    {
        if (state.Length is <= Length or > 64 || state[Length] != (byte)' ') return null;
        var epoch = Encoding.ASCII.GetString(state[..Length]);
        return epoch.All(Letters.Contains) && long.TryParse(state[(Length + 1)..], CultureInfo.InvariantCulture, out var time) && time == created ? epoch : null;
    }
}
