namespace Sse.Tool.Recordings;

/// <summary>An answer whose body is recorded as it comes. For several threads.</summary>
internal sealed class LiveStream : IAsyncDisposable
{
    private readonly TimeProvider _time;
    private readonly HttpResponseMessage? _response;
    private readonly CancellationTokenSource _cut = new();
    private readonly Lock _lock = new();
    private readonly Recording _recording = new();
    private readonly Task _reading;
    private TaskCompletionSource _changed = NewSignal();

    /// <summary>One that never was.</summary>
    public LiveStream(Reply reply, TimeProvider time) => (Reply, _time, _reading) = (reply, time, Task.CompletedTask);

    public LiveStream(Reply reply, TimeProvider time, HttpResponseMessage response, Stream body, Func<TimeSpan> now)
    {
        (Reply, _time, _response) = (reply, time, response);
        _reading = ReadAsync(body, now);
    }

    public Reply Reply { get; }

    /// <summary>Looks at what is recorded. What it answers must not be the recording itself, nor a list of it.</summary>
    public T Look<T>(Func<Recording, T> look)
    {
        lock (_lock) return look(_recording);
    }

    /// <summary>The recording, of a stream that was cut.</summary>
    public Recording Recording => _reading.IsCompleted ? _recording : throw new InvalidOperationException("It is still being recorded.");

    /// <summary>Waits until something is so.</summary>
    /// <returns>Whether it is; false when the stream has ended or the time is over.</returns>
    public async Task<bool> UntilAsync(Func<Recording, bool> holds, TimeSpan patience, CancellationToken cancellationToken)
    {
        using var over = new CancellationTokenSource(patience, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(over.Token, cancellationToken);
        while (true)
        {
            Task changed;
            lock (_lock)
            {
                if (holds(_recording)) return true;
                if (_reading.IsCompleted) return false;
                changed = _changed.Task;
            }
            try
            {
                await Task.WhenAny(changed, _reading).WaitAsync(either.Token);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                return Look(holds);
            }
        }
    }

    /// <summary>Leaves, as a client does that is gone.</summary>
    public async Task CutAsync()
    {
        await _cut.CancelAsync();
        _response?.Dispose();
        await _reading;
    }

    public async ValueTask DisposeAsync()
    {
        await CutAsync();
        _cut.Dispose();
    }

    private async Task ReadAsync(Stream body, Func<TimeSpan> now)
    {
        await Task.Yield();
        var buffer = new byte[16 << 10];
        try
        {
            while (true)
            {
                var count = await body.ReadAsync(buffer, _cut.Token);
                if (!Take(buffer.AsSpan(0, count), now())) return;
            }
        }
        catch (Exception error) when (_cut.IsCancellationRequested && error is OperationCanceledException or ObjectDisposedException or IOException or HttpRequestException)
        {
            // It was left, and is as it was.
        }
        catch (Exception error) when (error is IOException or HttpRequestException or InvalidDataException or InvalidOperationException)
        {
            lock (_lock) _recording.Finish(RecordingEnd.Broken, now());
        }
    }

    private bool Take(ReadOnlySpan<byte> bytes, TimeSpan at)
    {
        lock (_lock)
        {
            if (bytes.IsEmpty) _recording.Finish(RecordingEnd.Clean, at);
            var more = _recording.Append(bytes, at);
            _changed.TrySetResult();
            _changed = NewSignal();
            return more;
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
