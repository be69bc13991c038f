namespace Sse;

/// <summary>Starts a reading of its own for every enumeration.</summary>
/// <param name="context">What the readings share.</param>
/// <param name="start">The id that each begins after; empty for none.</param>
/// <param name="converter">Makes a converter, which belongs to one reading.</param>
/// <param name="disposed">Cancelled when the client is disposed.</param>
internal sealed class Readings<T>(ReadingContext context, string start, Func<FrameConverter<Outcome<T>>> converter, CancellationToken disposed) : IAsyncEnumerable<Outcome<T>>
{
    public IAsyncEnumerator<Outcome<T>> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        var reading = new Reading<Outcome<T>>(context, new ReadingStatus { LastEventId = start }, converter());
        return reading.RunAsync(disposed, CancellationToken.None).GetAsyncEnumerator(cancellationToken);
    }
}
