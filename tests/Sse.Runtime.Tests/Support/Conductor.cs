using System.Threading.Channels;

namespace Sse.Tests;

/// <summary>A handler that does one step at a time, when a test says so.</summary>
internal sealed class Conductor
{
    private readonly Channel<(Func<SseStream, Task>? Step, TaskCompletionSource Done)> _steps = Channel.CreateUnbounded<(Func<SseStream, Task>?, TaskCompletionSource)>();
    private readonly TaskCompletionSource<SseStream> _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The stream, once the handler runs.</summary>
    public Task<SseStream> Started => _started.Task.Bounded();

    /// <summary>Done when the handler has ended, however it did.</summary>
    public Task Ended => _ended.Task.Bounded();

    public int Runs { get; private set; }

    public async Task RunAsync(SseStream stream, CancellationToken closed)
    {
        Runs++;
        _started.TrySetResult(stream);
        try
        {
            await foreach (var (step, done) in _steps.Reader.ReadAllAsync(closed))
            {
                try
                {
                    if (step is null) return;
                    await step(stream);
                }
                finally
                {
                    done.SetResult();
                }
            }
        }
        finally
        {
            _ended.TrySetResult();
        }
    }

    /// <summary>Has the handler do this; done when it has been done.</summary>
    public Task DoAsync(Func<SseStream, Task> step)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _steps.Writer.TryWrite((step, done));
        return done.Task.Bounded();
    }

    public Task PublishAsync(int n, string? id = null) => DoAsync(stream => stream.PublishAsync(new Tick(n), new SsePublishOptions { Id = id }).AsTask());

    /// <summary>Has the handler return.</summary>
    public Task ReturnAsync()
    {
        _steps.Writer.TryWrite((null, new TaskCompletionSource()));
        return Ended;
    }
}
