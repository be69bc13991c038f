using Microsoft.AspNetCore.Http;

namespace Sse.Testing;

/// <summary>One request of a test on the server's side. Thread-safe.</summary>
internal sealed class TestRequest
{
    private readonly Lock _lock = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private HttpContext? _http;

    /// <summary>Done when the application has nothing more to do with it.</summary>
    public Task Ended => _ended.Task;

    public void Begin(HttpContext http)
    {
        lock (_lock) _http = http;
    }

    public void End()
    {
        // Servers use contexts again.
        lock (_lock) _http = null;
        _ended.TrySetResult();
    }

    /// <summary>Has a mark follow what was published to it up to now.</summary>
    /// <returns>False when the request is over.</returns>
    /// <exception cref="InvalidOperationException">It is answered by something that isn't Sse.</exception>
    public bool Mark(long number)
    {
        lock (_lock)
        {
            if (_http is null) return false;
            foreach (var connection in StreamingHost.Of(_http).Connections.Snapshot())
            {
                if (!connection.Answers(_http)) continue;
                connection.Mark(number);
                return true;
            }
        }
        // The connection leaves before its request does.
        return false;
    }
}
