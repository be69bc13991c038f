using System.Text;
using System.Threading.Channels;

namespace Sse.Testing;

/// <summary>Reads a response to its end, as a client does, and keeps what it said until a test asks for it.</summary>
internal sealed class StreamReceiver : IAsyncDisposable
{
    private readonly HttpResponseMessage _response;
    private readonly TestRequest _request;
    private readonly HttpClient _client;
    private readonly CancellationTokenSource _cut = new();
    private readonly Channel<ReceivedFrame> _frames = Channel.CreateUnbounded<ReceivedFrame>(new() { SingleReader = true, SingleWriter = true });
    private readonly Lock _lock = new();
    private readonly List<(long Number, TaskCompletionSource Passed)> _marks = [];
    private readonly Task _reading;
    private bool _hasEnded;
    private long _mark;

    public StreamReceiver(HttpResponseMessage response, TestRequest request, HttpClient client, string lastEventId)
    {
        (_response, _request, _client) = (response, request, client);
        _reading = ReadAsync(lastEventId);
    }

    /// <summary>What it said, in order; an end is the last.</summary>
    public ChannelReader<ReceivedFrame> Frames => _frames.Reader;

    /// <summary>Done when everything that was published to the stream before has been received.</summary>
    public Task PassAsync()
    {
        TaskCompletionSource passed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            if (_hasEnded) return Task.CompletedTask;
            _marks.Add((++_mark, passed));
            // When the request is over, its end is on its way. In here: marks are asked for in order.
            _request.Mark(_mark);
        }
        return passed.Task;
    }

    /// <summary>Leaves as a client does whose connection breaks.</summary>
    /// <returns>Done when the server has seen it.</returns>
    public async Task CutAsync()
    {
        await DisposeAsync().ConfigureAwait(false);
        await _request.Ended.ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        await _cut.CancelAsync().ConfigureAwait(false);
        _response.Dispose();
        await _reading.ConfigureAwait(false);
        _client.Dispose();
        _cut.Dispose();
    }

    private async Task ReadAsync(string lastEventId)
    {
        Exception? failure = null;
        using var parser = new SseFrameParser(lastEventId: Encoding.UTF8.GetBytes(lastEventId));
        try
        {
            var body = await _response.Content.ReadAsStreamAsync(_cut.Token).ConfigureAwait(false);
            while (true)
            {
                var count = await body.ReadAsync(parser.GetMemory(), _cut.Token).ConfigureAwait(false);
                if (count == 0) break;
                parser.Advance(count);
                while (parser.TryRead(out var frame)) Take(frame);
            }
        }
        catch (Exception exception)
        {
            failure = exception;
        }
        _frames.Writer.TryWrite(new ReceivedFrame(Kind: null, Encoding.UTF8.GetString(parser.LastEventId)) { Failure = failure });
        lock (_lock)
        {
            _hasEnded = true;
            foreach (var (_, passed) in _marks) passed.SetResult();
            _marks.Clear();
        }
    }

    private void Take(in SseFrame frame)
    {
        if (frame.Kind == SseFrameKind.Comment && StreamMark.TryRead(Encoding.UTF8.GetString(frame.Data), out var mark))
        {
            Pass(mark);
            return;
        }
        _frames.Writer.TryWrite(new ReceivedFrame(frame.Kind, Encoding.UTF8.GetString(frame.LastEventId))
        {
            Name = Encoding.UTF8.GetString(frame.Type),
            Data = frame.Data.ToArray(),
            Signal = SignalOf(frame),
            Retry = frame.Retry,
        });
    }

    private static object? SignalOf(in SseFrame frame) =>
        frame.Type.SequenceEqual("sse-gap"u8) ? GapReader.Read(frame) : frame.Type.SequenceEqual("sse-live"u8) ? LiveReader.Read(frame) : null;

    // A mark stands for those before it.
    private void Pass(long mark)
    {
        lock (_lock)
        {
            foreach (var (_, passed) in _marks.FindAll(asked => asked.Number <= mark)) passed.SetResult();
            _marks.RemoveAll(asked => asked.Number <= mark);
        }
    }
}
