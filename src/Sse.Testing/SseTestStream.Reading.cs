using System.Text;

namespace Sse.Testing;

public sealed partial class SseTestStream
{
    private const int MostShown = 20;

    private StreamReceiver Receiver => _receiver ?? throw new InvalidOperationException("The stream is cut: Resume it first.");

    internal static async Task<SseTestStream> OpenAsync(Func<string, Task<StreamReceiver>> open, string lastEventId, SseEventReader? reader, TimeSpan patience)
    {
        var stream = new SseTestStream(open, reader, patience) { LastEventId = lastEventId };
        await stream.OpenAsync().ConfigureAwait(false);
        return stream;
    }

    private async Task OpenAsync()
    {
        _receiver = await _open(LastEventId).ConfigureAwait(false);
        // From here on what is published reaches it live, and its first block is known.
        await SettleAsync().ConfigureAwait(false);
        while (_receiver.Frames.TryPeek(out var frame) && frame.Kind is not (null or SseFrameKind.Event))
        {
            _receiver.Frames.TryRead(out _);
            Note(frame);
        }
    }

    private async Task<ReceivedFrame> NextEventAsync(string expected)
    {
        while (true)
        {
            var frame = await NextFrameAsync(expected).ConfigureAwait(false);
            if (frame.Kind == SseFrameKind.Event) return frame;
        }
    }

    private async Task<ReceivedFrame> NextFrameAsync(string expected, bool takesEnd = false)
    {
        while (true)
        {
            var frame = await WithinPatience(Receiver.Frames.ReadAsync().AsTask(), expected).ConfigureAwait(false);
            Note(frame);
            if (frame.Kind is null && !takesEnd) throw Failed($"{Capital(expected)} was expected. {Describe(frame)}", frame.Failure);
            if (frame.Kind != SseFrameKind.Retry) return frame;
        }
    }

    private void Note(ReceivedFrame frame)
    {
        LastEventId = frame.Id;
        if (frame.Kind == SseFrameKind.Retry) Retry = frame.Retry;
        if (frame.Kind is SseFrameKind.Event or null) _seen.Add(Describe(frame));
    }

    private string Describe(ReceivedFrame frame) => frame.Kind switch
    {
        null => frame.Failure is { } failure ? $"The stream was cut off: {failure.Message}" : "The stream has ended.",
        SseFrameKind.Event => ToMessage(frame).ToString(),
        _ => frame.Kind.Value.ToString(),
    };

    private SseTestMessage ToMessage(ReceivedFrame frame) => new()
    {
        EventName = frame.Name,
        Data = Encoding.UTF8.GetString(frame.Data),
        Id = frame.Id,
        Event = frame.Signal ?? (_reader?.Invoke(frame.Name, frame.Data, out var value) == true ? value : null),
    };

    private async Task WithinPatience(Task task, string expected)
    {
        try { await task.WaitAsync(_patience).ConfigureAwait(false); }
        catch (TimeoutException) { throw Failed($"{Capital(expected)} was expected. Nothing came for {_patience.TotalSeconds} s."); }
    }

    private async Task<T> WithinPatience<T>(Task<T> task, string expected)
    {
        await WithinPatience((Task)task, expected).ConfigureAwait(false);
        return await task.ConfigureAwait(false);
    }

    private SseAssertionException Failed(string message, Exception? inner = null)
    {
        var shown = _seen.Count > MostShown ? _seen.Skip(_seen.Count - MostShown).Prepend($"({_seen.Count - MostShown} before)") : _seen;
        return new(_seen.Count == 0 ? message : $"{message}{Environment.NewLine}What the stream has said:{Environment.NewLine}{string.Join(Environment.NewLine, shown.Select(line => "  " + line))}", inner);
    }

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
