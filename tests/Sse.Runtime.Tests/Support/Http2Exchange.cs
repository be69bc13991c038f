using System.Text;

namespace Sse.Tests;

/// <summary>One request on an <see cref="Http2Socket"/> and what has come back for it.</summary>
internal sealed class Http2Exchange(int id)
{
    private readonly Lock _lock = new();
    private readonly List<byte> _body = [];
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _status;
    private int? _reset;
    private bool _isEnded;
    private int _window;

    public int Id { get; } = id;

    /// <summary>0 until the headers are here.</summary>
    public int Status
    {
        get { lock (_lock) return _status; }
    }

    /// <summary>The code with which the server has reset the stream, or null.</summary>
    public int? ResetWith
    {
        get { lock (_lock) return _reset; }
    }

    public bool IsEnded
    {
        get { lock (_lock) return _isEnded; }
    }

    public string Body
    {
        get { lock (_lock) return Encoding.UTF8.GetString([.. _body]); }
    }

    /// <summary>How many bytes more than at first the server has said it takes.</summary>
    public int WindowGiven
    {
        get { lock (_lock) return _window; }
    }

    public void OnWindow(int size) => Change(() => _window += size);

    public void OnHeaders(int status) => Change(() => _status = status);

    public void OnData(ReadOnlySpan<byte> data)
    {
        lock (_lock) _body.AddRange(data);
        Change(static () => { });
    }

    public void OnEnd(int? reset = null) => Change(() => (_isEnded, _reset) = (true, _reset ?? reset));

    /// <summary>Waits for the headers, or the end.</summary>
    public Task<Http2Exchange> HeadersAsync() => UntilAsync(exchange => exchange.Status > 0);

    /// <summary>Waits for a text in the body, or the end.</summary>
    public Task<Http2Exchange> TextAsync(string text) => UntilAsync(exchange => exchange.Body.Contains(text, StringComparison.Ordinal));

    /// <summary>Waits for the end.</summary>
    public Task<Http2Exchange> EndAsync() => UntilAsync(static _ => false);

    public async Task<Http2Exchange> UntilAsync(Func<Http2Exchange, bool> condition)
    {
        while (true)
        {
            Task changed;
            lock (_lock) changed = _changed.Task;
            if (IsEnded || condition(this)) return this;
            await changed.Bounded();
        }
    }

    private void Change(Action change)
    {
        TaskCompletionSource changed;
        lock (_lock)
        {
            change();
            (changed, _changed) = (_changed, new(TaskCreationOptions.RunContinuationsAsynchronously));
        }
        changed.SetResult();
    }
}
