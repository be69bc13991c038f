namespace Sse.Stores.Contract;

/// <summary>Topics and keys are anybody's text: no engine may take them for its own language.</summary>
public abstract class NamesContract : StoreContract
{
    /// <summary>Names that some engine has a meaning for, or no room.</summary>
    public static TheoryData<string> Names =>
    [
        ".", "..", "a.b", "a.", ".a", "*", "a.*", ">", "a.>", " ", " a", "a ", "a b", "%", "%2E", "~", "/", "a/b", "//", "\\", "'", "''; drop table log; --", "\"", "`", "$1", "${x}", "{0}", "?", "#", "&", "+", "=", ",", ";", ":", "|", "null", "NULL", "0",
        "Köln", "KÖLN", "東京", "🦊", "e\u0301", "\u00e9", "\u200b", "\u202e", new string('x', 256), new string('ö', 128), new string('.', 256),
    ];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_topic_of_any_text(string name)
    {
        var store = await OpenAsync();
        StoreRecord[] appended = [Records.Event("1", name), Records.Event("2", "other", name), Records.Keyed(name, name), Records.Event("3", "other")];
        await store.AppendAsync(appended);
        await store.AppendAsync(Records.Completion(name));
        var places = await store.AppendAsync(Records.Event("4", "other"));
        await store.DisposeAsync();

        var again = await OpenAsync();
        var all = await again.TailAllAsync(again.Beginning);
        Check.Same([.. appended, Records.Completion(name), Records.Event("4", "other")], all, $"A topic may be called '{name}'.");
        Check.Equal(places[0], all[^1].Position, $"The completion of a topic called '{name}' is not that of another.");
    }

    [Fact]
    public async Task Names_that_look_alike_are_several_topics()
    {
        string[] names = [.. Names.Select(row => row.Data)];
        var store = await OpenAsync();
        foreach (var name in names) await store.AppendAsync(Records.Event(name, name), Records.Keyed(name, "k", name));
        await store.AppendAsync(Records.Event("all", names));
        for (var i = 0; i < names.Length; i += 2) await store.AppendAsync(Records.Completion(names[i]));
        var last = await store.AppendAsync([.. names.Select(name => Records.Event("after", name))]);

        var all = await store.TailAllAsync(store.Beginning);
        foreach (var (name, i) in names.Select((name, i) => (name, i)))
        {
            Check.Same(Expected(name), all.Where(record => record.Topics.Contains(name, StringComparer.Ordinal)).Take(4).Select(record => record.Topics.Count == 1 ? Describe(record) : "all").Take(3), $"The topic '{name}' has its own events, and those only.");
            if (i % 2 == 1) Check.That(last[i] > 0, $"The topic '{name}' is not complete: AppendAsync answered no place for its event.");
        }

        static IEnumerable<string> Expected(string name) => [Describe(Records.Event(name, name)), Describe(Records.Keyed(name, "k", name)), "all"];
        static string Describe(StoreRecord record) => Records.Describe(record);
    }

    [Fact]
    public async Task Keys_are_bytes_and_belong_to_their_topic()
    {
        byte[][] keys = [[], [0], [0, 0], [255], [0xC3, 0x28], .. ((string[])["a", "A", "a ", "Köln", "*", ">", "a.b", "'", "%", "\n"]).Select(System.Text.Encoding.UTF8.GetBytes), new byte[1_000]];
        var store = await OpenAsync();
        StoreRecord[] appended = [.. keys.SelectMany(key => (StoreRecord[])[Of("t", key), Of("u", key)]), Records.Event("no key", "t"), Records.Event("no key", "u")];
        await store.AppendAsync(appended);

        Check.Same(appended, await store.TailAllAsync(store.Beginning), "A key is bytes: none, zeros and what is no UTF-8 included; an empty key is not a missing one.");
        if (store.Store.Traits.ForgetsKeys) return;
        await store.TrimAsync((await store.NewestAsync()).Position - 2, keepKeys: 1_000);
        Check.Same(appended, await store.ReadAllAsync(), "Keys that differ in a byte, or in their topic, supersede each other not.");

        static StoreRecord Of(string topic, byte[] key) => Records.Event("x", topic) with { IsKeyed = true, Key = key };
    }
}
