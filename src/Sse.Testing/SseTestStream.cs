using System.Text;

namespace Sse.Testing;

/// <summary>
/// A stream as its client sees it. What it says is asked for in order: each assertion takes what comes next, and fails with what there was when that is
/// something else. Nothing is skipped but comments, times to wait, and places without an event.
/// </summary>
/// <remarks>
/// An assertion waits for what is to come, for <see cref="SseTestOptions.Patience"/> at most. One that says that nothing comes doesn't wait for time to pass: it has
/// the server write a comment behind everything that was published before, and looks what arrives up to there. Not thread-safe.
/// </remarks>
public sealed partial class SseTestStream : IAsyncDisposable
{
    private readonly Func<string, Task<StreamReceiver>> _open;
    private readonly SseEventReader? _reader;
    private readonly TimeSpan _patience;
    private readonly List<string> _seen = [];
    private StreamReceiver? _receiver;

    private SseTestStream(Func<string, Task<StreamReceiver>> open, SseEventReader? reader, TimeSpan patience) => (_open, _reader, _patience) = (open, reader, patience);

    /// <summary>The last event id of what a test has read: what <see cref="Resume"/> sends. Empty when there is none.</summary>
    public string LastEventId { get; private set; } = "";

    /// <summary>How long the server has told its client to wait before it comes back; null when it has told nothing.</summary>
    public TimeSpan? Retry { get; private set; }

    /// <summary>The next event.</summary>
    /// <exception cref="SseAssertionException">The stream has ended, or nothing came.</exception>
    public async Task<SseTestMessage> Next() => ToMessage(await NextEventAsync("an event").ConfigureAwait(false));

    /// <summary>The next event, which is of a type.</summary>
    /// <typeparam name="T">Its type, declared with <c>[SseEvent]</c>.</typeparam>
    /// <exception cref="SseAssertionException">It is another event, or one that can't be read; the stream has ended, or nothing came.</exception>
    public async Task<T> Next<T>()
        where T : ISseEvent<T>, ISseReadable<T>
    {
        var frame = await NextEventAsync($"'{T.EventName}'").ConfigureAwait(false);
        if (!string.Equals(frame.Name, T.EventName, StringComparison.Ordinal)) throw Failed($"'{T.EventName}' was expected. There came: {ToMessage(frame)}");
        try { return T.Read(frame.Data); }
        catch (SseFormatException exception) { throw Failed($"'{T.EventName}' came, and can't be read: {exception.Message}", exception); }
    }

    /// <summary>The next events are these, in order, and nothing more has been published to the stream.</summary>
    /// <param name="events">The events, compared with <see cref="object.Equals(object?, object?)"/>: records without collections are equal by value.</param>
    /// <exception cref="SseAssertionException">There came others, fewer or more.</exception>
    /// <exception cref="InvalidOperationException">The stream was not asked for by a hub's type.</exception>
    public async Task Exactly(params object[] events)
    {
        ArgumentNullException.ThrowIfNull(events);
        if (_reader is null) throw new InvalidOperationException("Only a stream that was subscribed to by a hub's type knows its events: use Next<T>().");
        for (var i = 0; i < events.Length; i++)
        {
            var message = ToMessage(await NextEventAsync($"event {i + 1} of {events.Length}, {events[i]},").ConfigureAwait(false));
            if (!Equals(message.Event, events[i])) throw Failed($"Event {i + 1} of {events.Length} was expected to be {events[i]}. There came: {message}");
        }
        await Nothing().ConfigureAwait(false);
    }

    /// <summary>Nothing that was published to the stream up to now is left: no event, no gap.</summary>
    /// <exception cref="SseAssertionException">There is something.</exception>
    public async Task Nothing()
    {
        await WithinPatience(Receiver.PassAsync(), "the server's word that there is nothing more").ConfigureAwait(false);
        while (Receiver.Frames.TryPeek(out var frame) && frame.Kind is not null)
        {
            Receiver.Frames.TryRead(out _);
            if (frame.Kind == SseFrameKind.Event) throw Failed($"Nothing more was expected. There came: {ToMessage(frame)}");
            Note(frame);
        }
    }

    /// <summary>A snapshot up to its end: the events of a type.</summary>
    /// <typeparam name="T">Their type.</typeparam>
    /// <exception cref="SseAssertionException">There is an event that isn't of the snapshot or of the type; the stream has ended, or nothing came.</exception>
    public async Task<IReadOnlyList<T>> Snapshot<T>()
        where T : ISseEvent<T>, ISseReadable<T>
    {
        var values = new List<T>();
        foreach (var message in await Snapshot().ConfigureAwait(false))
        {
            if (!string.Equals(message.EventName, T.EventName, StringComparison.Ordinal)) throw Failed($"A snapshot of '{T.EventName}' was expected. There is in it: {message}");
            values.Add(T.Read(Encoding.UTF8.GetBytes(message.Data)));
        }
        return values;
    }

    /// <summary>A snapshot up to its end.</summary>
    /// <exception cref="SseAssertionException">There is an event that isn't of the snapshot; the stream has ended, or nothing came.</exception>
    public async Task<IReadOnlyList<SseTestMessage>> Snapshot()
    {
        var messages = new List<SseTestMessage>();
        while (true)
        {
            var message = ToMessage(await NextEventAsync("a snapshot, up to its 'sse-live',").ConfigureAwait(false));
            if (message.Event is SseLive) return messages;
            if (!message.IsSnapshot) throw Failed($"A snapshot was expected. There came: {message}");
            messages.Add(message);
        }
    }

    /// <summary>The next is a gap.</summary>
    /// <param name="reason">Its reason; null takes any.</param>
    /// <exception cref="SseAssertionException">It is something else, or for another reason; the stream has ended, or nothing came.</exception>
    public async Task<SseGap> Gap(SseGapReason? reason = null)
    {
        var expected = reason is null ? "a gap" : $"a gap ({reason})";
        var message = ToMessage(await NextEventAsync(expected).ConfigureAwait(false));
        return message.Event is SseGap gap && (reason is null || gap.Reason == reason) ? gap : throw Failed($"{expected} was expected. There came: {message}");
    }

    /// <summary>Without an event there comes a sign that the stream lives. Let the clock advance before.</summary>
    /// <exception cref="SseAssertionException">An event came, or nothing.</exception>
    public async Task Heartbeat()
    {
        var frame = await NextFrameAsync("a heartbeat").ConfigureAwait(false);
        if (frame.Kind is not (SseFrameKind.Comment or SseFrameKind.Position)) throw Failed($"A heartbeat was expected. There came: {Describe(frame)}");
    }
}
