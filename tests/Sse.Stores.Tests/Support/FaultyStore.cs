using System.Runtime.CompilerServices;

namespace Sse.Tests;

/// <summary>A store that goes wrong when a test says so.</summary>
internal sealed class FaultyStore(ILogStore store) : ILogStore
{
    /// <summary>Whether the engine is away: whatever it is asked for fails.</summary>
    public bool IsDown { get; set; }

    /// <summary>How many answers of appends get lost: the batch is stored, and nobody hears of it.</summary>
    public int AnswersToLose { get; set; }

    /// <summary>How many tails break before they give what they have read.</summary>
    public int TailsToBreak { get; set; }

    /// <summary>Appends wait for this.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    /// <summary>What is read waits for this: the node lags.</summary>
    public Task TailGate { get; set; } = Task.CompletedTask;

    /// <summary>How often something failed.</summary>
    public int Failures { get; private set; }

    public StoreTraits Traits => store.Traits;

    public ValueTask<StoredLog> OpenAsync(CancellationToken cancellationToken) => store.OpenAsync(cancellationToken);

    public ValueTask<StoredPlace> GetNewestAsync(CancellationToken cancellationToken)
    {
        ThrowIfDown();
        return store.GetNewestAsync(cancellationToken);
    }

    public ValueTask<IReadOnlyList<StoredRecord>> ReadAsync(long after, int limit, CancellationToken cancellationToken)
    {
        ThrowIfDown();
        return store.ReadAsync(after, limit, cancellationToken);
    }

    public async ValueTask<IReadOnlyList<long>> AppendAsync(StoreBatch batch, CancellationToken cancellationToken)
    {
        await Gate.WaitAsync(cancellationToken);
        ThrowIfDown();
        var places = await store.AppendAsync(batch, cancellationToken);
        if (AnswersToLose == 0) return places;
        AnswersToLose--;
        Failures++;
        throw new IOException("The answer got lost.");
    }

    public async IAsyncEnumerable<IReadOnlyList<StoredRecord>> TailAsync(StoredPlace after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ThrowIfDown();
        await foreach (var records in store.TailAsync(after, cancellationToken))
        {
            await TailGate.WaitAsync(cancellationToken);
            // Broken in the middle: what was read is lost, and has to be read again.
            if (records.Count > 0 && TailsToBreak > 0)
            {
                TailsToBreak--;
                Failures++;
                throw new IOException("The tail broke.");
            }
            yield return records;
        }
    }

    public ValueTask<bool> TrimAsync(StoreTrim trim, CancellationToken cancellationToken)
    {
        ThrowIfDown();
        return store.TrimAsync(trim, cancellationToken);
    }

    public ValueTask DisposeAsync() => store.DisposeAsync();

    private void ThrowIfDown()
    {
        if (!IsDown) return;
        Failures++;
        throw new IOException("The engine is away.");
    }
}
