using System.Text;

namespace Sse.Tests.Nats;

/// <summary>Records for tests of a store by itself.</summary>
internal static class Records
{
    public static StoreRecord Event(string text, params string[] topics) =>
        new() { Kind = StoreRecordKind.Event, Topics = topics, Frame = Encoding.UTF8.GetBytes(text), At = new DateTimeOffset(2030, 1, 2, 3, 4, 5, TimeSpan.Zero) };

    public static StoreRecord Completion(params string[] topics) => new() { Kind = StoreRecordKind.Completion, Topics = topics, At = DateTimeOffset.UnixEpoch };

    public static StoreBatch Batch(params StoreRecord[] records) => new(Guid.NewGuid(), records);

    public static string Text(StoreRecord record) => Encoding.UTF8.GetString(record.Frame.Span);

    /// <summary>Reads a tail until it says that there is no more.</summary>
    public static async Task<List<StoredRecord>> TailToEndAsync(this ILogStore store, StoredPlace after)
    {
        var records = new List<StoredRecord>();
        await foreach (var some in store.TailAsync(after, TestContext.Current.CancellationToken))
        {
            if (some.Count == 0) break;
            records.AddRange(some);
        }
        return records;
    }

    public static async Task<long[]> AppendAsync(this ILogStore store, StoreBatch batch) =>
        [.. await store.AppendAsync(batch, TestContext.Current.CancellationToken).Bounded()];

    public static Task<StoredLog> OpenAsync(this ILogStore store) => store.OpenAsync(TestContext.Current.CancellationToken).Bounded();
}
