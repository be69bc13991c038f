using System.Globalization;
using System.Text;

namespace Sse.Stores.Contract;

/// <summary>Records to append, and records in words.</summary>
internal static class Records
{
    public static StoreRecord Event(string text, params string[] topics) => new()
    {
        Kind = StoreRecordKind.Event,
        Topics = topics,
        Frame = Encoding.UTF8.GetBytes($"event: e\ndata: {text}\n\n"),
        At = TimeProvider.System.GetUtcNow(),
    };

    public static StoreRecord Keyed(string topic, string key, string text = "x") => Event(text, topic) with { IsKeyed = true, Key = Encoding.UTF8.GetBytes(key) };

    public static StoreRecord Removal(string topic, string key) => Keyed(topic, key) with { Kind = StoreRecordKind.Removal };

    public static StoreRecord Completion(params string[] topics) => new() { Kind = StoreRecordKind.Completion, Topics = topics, At = TimeProvider.System.GetUtcNow() };

    public static string TextOf(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>The data of an event that <see cref="Event"/> made.</summary>
    public static string TextOf(StoreRecord record)
    {
        var frame = Encoding.UTF8.GetString(record.Frame.Span);
        var at = frame.IndexOf("data: ", StringComparison.Ordinal);
        return at < 0 ? "" : frame[(at + 6)..].TrimEnd('\n');
    }

    public static IEnumerable<int> NumbersOf(IEnumerable<StoredRecord> records) => records.Select(record => int.Parse(TextOf(record), CultureInfo.InvariantCulture));

    /// <summary>All of a record that a store must give back.</summary>
    public static string Describe(StoreRecord record)
    {
        var topics = string.Join(',', record.Topics.Select(topic => $"'{topic}'"));
        var key = record.IsKeyed ? $"key {Convert.ToHexString(record.Key.Span)}" : "no key";
        return string.Create(CultureInfo.InvariantCulture, $"{record.Kind} to [{topics}], {key}, {ShowFrame(record.Frame.Span)}");
    }

    private static string ShowFrame(ReadOnlySpan<byte> frame) => frame.Length <= 200
        ? $"frame \"{Encoding.Latin1.GetString(frame).ReplaceLineEndings("\\n")}\""
        : string.Create(CultureInfo.InvariantCulture, $"frame of {frame.Length} bytes, {Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(frame))[..16]}");
}
