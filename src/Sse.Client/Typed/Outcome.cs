namespace Sse;

/// <summary>What became of an event: an item, or the error that its reader is to be thrown.</summary>
internal readonly record struct Outcome<T>(T Item, Exception? Error)
{
    public static Outcome<T> Of(T item) => new(item, null);

    public static Outcome<T> Thrown(Exception error) => new(default!, error);
}

/// <summary>
/// Hands on items and throws errors. Unlike an iterator's, its <c>MoveNextAsync</c> may be called again after it has
/// thrown such an error: the stream behind it goes on.
/// </summary>
internal sealed class OutcomeStream<T>(IAsyncEnumerable<Outcome<T>> outcomes, CancellationToken cancellationToken) : IAsyncEnumerable<T>
{
    public IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken enumeratorToken = default)
    {
        // An enumeration takes one token, so two that differ are joined for its lifetime.
        var joined = cancellationToken.CanBeCanceled && enumeratorToken.CanBeCanceled && cancellationToken != enumeratorToken
            ? CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, enumeratorToken)
            : null;
        var token = joined?.Token ?? (enumeratorToken.CanBeCanceled ? enumeratorToken : cancellationToken);
        return new Enumerator(outcomes.GetAsyncEnumerator(token), joined);
    }

    private sealed class Enumerator(IAsyncEnumerator<Outcome<T>> outcomes, CancellationTokenSource? joined) : IAsyncEnumerator<T>
    {
        public T Current => outcomes.Current.Item;

        public async ValueTask<bool> MoveNextAsync()
        {
            if (!await outcomes.MoveNextAsync().ConfigureAwait(false)) return false;
            return outcomes.Current.Error is { } error ? throw error : true;
        }

        public async ValueTask DisposeAsync()
        {
            await outcomes.DisposeAsync().ConfigureAwait(false);
            joined?.Dispose();
        }
    }
}
