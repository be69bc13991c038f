using System.IO.Pipelines;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Sse.Tests;

/// <summary>A request whose client takes bytes when a test says so, and tells how many each flush carried.</summary>
#pragma warning disable CA1001 // Nothing in it needs freeing.
internal sealed class FakeResponse : PipeWriter, IHttpResponseFeature, IHttpResponseBodyFeature, IHttpRequestLifetimeFeature, IHostApplicationLifetime
#pragma warning restore CA1001
{
    private readonly MemoryStream _bytes = new();
    private readonly CancellationTokenSource _aborted = new();
    private readonly TaskCompletionSource _abortion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private byte[] _memory = new byte[1024];
    private int _unflushed;
    private TaskCompletionSource<FlushResult>? _pending;

    public FakeResponse(TimeProvider time)
    {
        Http.Features.Set<IHttpResponseFeature>(this);
        Http.Features.Set<IHttpResponseBodyFeature>(this);
        Http.Features.Set<IHttpRequestLifetimeFeature>(this);
        Http.RequestServices = new ServiceCollection().AddSingleton(time).AddSingleton<IHostApplicationLifetime>(this).AddLogging().AddOptions().BuildServiceProvider();
        RequestAborted = _aborted.Token;
    }

    public DefaultHttpContext Http { get; } = new();

    /// <summary>Bytes of each flush so far.</summary>
    public List<int> Flushes { get; } = [];

    /// <summary>Whether flushes wait for <see cref="Take"/>.</summary>
    public bool Stalls { get; set; }

    public string Text => Encoding.UTF8.GetString(_bytes.ToArray());

    public bool IsFlushPending => _pending is not null;

    public CancellationToken RequestAborted { get; set; }

    public int StatusCode { get; set; } = 200;

    public string? ReasonPhrase { get; set; }

    public IHeaderDictionary Headers { get; set; } = new HeaderDictionary();

    public bool HasStarted => Flushes.Count > 0;

    public Stream Body { get; set; } = Stream.Null;

    public CancellationToken ApplicationStarted => default;

    public CancellationToken ApplicationStopping => default;

    public CancellationToken ApplicationStopped => default;

    public Stream Stream => throw new NotSupportedException();

    public PipeWriter Writer => this;

    /// <summary>Done when the request was aborted.</summary>
    public Task Aborted => _abortion.Task;

    /// <summary>Completes the flush that waits.</summary>
    public void Take()
    {
        var pending = _pending!;
        _pending = null;
        pending.SetResult(default);
    }

    public void Abort()
    {
        _aborted.Cancel();
        if (IsFlushPending) Take();
        _abortion.SetResult();
    }

    public override void Advance(int bytes)
    {
        _bytes.Write(_memory, 0, bytes);
        _unflushed += bytes;
    }

    public override Memory<byte> GetMemory(int sizeHint = 0)
    {
        if (sizeHint > _memory.Length) _memory = new byte[sizeHint];
        return _memory;
    }

    public override Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default)
    {
        Flushes.Add(_unflushed);
        _unflushed = 0;
        if (!Stalls) return default;
        _pending = new TaskCompletionSource<FlushResult>();
        return new ValueTask<FlushResult>(_pending.Task);
    }

    public override void CancelPendingFlush() => throw new NotSupportedException();

    public override void Complete(Exception? exception = null) => throw new NotSupportedException();

    public void OnStarting(Func<object, Task> callback, object state)
    {
    }

    public void OnCompleted(Func<object, Task> callback, object state)
    {
    }

    public void DisableBuffering()
    {
    }

    public Task StartAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;

    public Task SendFileAsync(string path, long offset, long? count, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task CompleteAsync() => Task.CompletedTask;

    public void StopApplication() => throw new NotSupportedException();
}
