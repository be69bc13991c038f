namespace Sse.Tests;

/// <summary>What every client has to do alike, as data: clients in other languages are tested with the same.</summary>
internal static class ClientCases
{
    /// <summary>Addresses, topics with a bar between them, and what is asked for.</summary>
    public static readonly (string Address, string? Topics, string Expected)[] Addresses =
    [
        ("https://x/market/{topic}", "ACME", "https://x/market/ACME"),
        ("https://x/market/{topic}", "a/b \u00E9?#&{topic}", "https://x/market/a%2Fb%20%C3%A9%3F%23%26%7Btopic%7D"),
        ("https://x/market/{topic}", "a%2Fb", "https://x/market/a%252Fb"),
        ("https://x/market/{topic}", null, "https://x/market"),
        ("https://x/{topic}/events", null, "https://x/events"),
        ("https://x/{topic}", null, "https://x"),
        ("https://x/market/{topic}?v=1", "ACME", "https://x/market/ACME?v=1"),
        ("https://x/market/{topic}?v={topic}", "a/b", "https://x/market/a%2Fb?v=a%2Fb"),
        ("https://x/market/n{topic}", "..", "https://x/market/n.."),
        ("https://x/market?t={topic}", "..", "https://x/market?t=.."),
        ("https://x/market", "ACME", "https://x/market?topic=ACME"),
        ("https://x/market", "..", "https://x/market?topic=.."),
        ("https://x/market", "A|B", "https://x/market?topic=A&topic=B"),
        ("https://x/market?v=1", "a&b", "https://x/market?v=1&topic=a%26b"),
        ("https://x/market?f={a}", "A", "https://x/market?f={a}&topic=A"),
        ("https://x/market#here", "ACME", "https://x/market?topic=ACME"),
        ("https://x/{topic}#here", "ACME", "https://x/ACME"),
        ("https://x/market", null, "https://x/market"),
        ("market/{topic}", "ACME", "market/ACME"),
        ("../market/{topic}", "ACME", "../market/ACME"),
    ];

    /// <summary>Addresses that can't carry these topics, and a word of the error.</summary>
    public static readonly (string Address, string? Topics, string Said)[] ImpossibleAddresses =
    [
        ("https://x/{topic}", "A|B", "one topic"),
        ("https://x/{topic}", ".", "TopicsFromQuery"),
        ("https://x/market/{topic}/events?v=1", "..", "TopicsFromQuery"),
        ("https://x/.{topic}", ".", "TopicsFromQuery"),
        ("https://x/%2e{topic}", ".", "TopicsFromQuery"),
        ("https://x/a{topic}/{topic}", ".", "TopicsFromQuery"),
        ("{topic}", "..", "TopicsFromQuery"),
        ("https://x/market/{topic?}", "A", "{topic}"),
        ("https://x/market/{symbol}", "A", "{topic}"),
        ("https://x/market?t={topic}", null, "without a topic"),
        ("https://x/market/n{topic}", null, "without a topic"),
    ];

    /// <summary>First comments, and the interval they tell in milliseconds.</summary>
    public static readonly (string Comment, int? Milliseconds)[] Heartbeats =
    [
        ("heartbeat=15000", 15_000),
        ("heartbeat=1", 1),
        ("heartbeat=0", null),
        ("heartbeat=-5", null),
        ("heartbeat=15s", null),
        ("heartbeat=99999999999", null),
        ("heartbeat=", null),
        (" heartbeat=5", null),
        ("Heartbeat=5", null),
        ("hello", null),
        ("", null),
    ];

    /// <summary>Values of <c>Content-Type</c> that make an answer an event stream.</summary>
    public static readonly string[] StreamTypes =
    [
        "text/event-stream",
        "TEXT/Event-Stream",
        "text/event-stream; charset=utf-8",
        "text/event-stream;charset=iso-8859-1",
        "text/event-stream ; ",
        "text/event-stream;",
        "text/event-stream; charset=\"a,b",
        "text/plain, text/event-stream",
        "text/event-stream, */*",
    ];

    /// <summary>Pieces of a stream, a limit, and whether they are within it.</summary>
    public static readonly (string Stream, int Limit, bool Accepted)[] Limits =
    [
        ("data: 0123456789\n\n", 16, true),
        ("data: 0123456789\n\n", 15, false),
        ("data: 01234\ndata: 01234\n\n", 16, true),
        ("data: 01234\ndata: 01234\n\n", 15, false),
        ("event: 01234\ndata: 01234\n\n", 16, true),
        ("event: 01234\ndata: 01234\n\n", 15, false),
        ("id: 01234\ndata: 01234\n\n", 16, true),
        ("id: 01234\ndata: 01234\n\n", 15, false),
        ("id: 01234\nid: 01234\nid: 01234\ndata: 01234\n\n", 16, true),
        ("id: 01234\nid: 01234\nid: 01234\ndata: 01234\n\n", 15, false),
        ("data: 0123\n\ndata: 0123\n\ndata: 0123\n\n", 10, true),
        (":0123456789\n:0123456789\n:0123456789\n", 11, true),
        (":0123456789\n", 11, true),
        (":0123456789\n", 10, false),
        ("unknown: 01\n", 11, true),
        ("unknown: 01\n", 10, false),
        ("unfinished", 10, true),
        ("unfinished", 9, false),
    ];

    /// <summary>The first wait and the <c>retry</c> that came, in seconds, the jitter, and the waits after failures in a row, which never exceed 30 s but for a longer <c>retry</c>.</summary>
    public static readonly (double First, double? Retry, double Random, double[] Waits)[] Waits =
    [
        (1, null, 1, [1, 2, 4, 8, 16, 30, 30]),
        (1, null, 0, [0, 0, 0]),
        (1, null, 0.25, [0.25, 0.5, 1]),
        (1, 5, 0, [5, 5, 5]),
        (1, 5, 1, [10, 20, 30, 30, 30]),
        (1, 100, 1, [100, 100]),
        (0, null, 1, [0, 0.2, 0.4, 0.8]),
        (0, 0, 1, [0, 0.4, 0.8]),
    ];
}
