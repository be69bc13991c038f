using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Sse.Tests;

/// <summary>A logger that keeps its lines.</summary>
internal sealed class ListLogger : ILogger<SseClient>
{
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly ConcurrentQueue<string> _details = new();

    public IReadOnlyCollection<string> Lines => _lines;

    /// <summary>Whatever else a sink could write: the values in their structure and the errors whole.</summary>
    public IReadOnlyCollection<string> Details => _details;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        _lines.Enqueue($"{logLevel} {eventId.Id}: {formatter(state, exception)}");
        if (state is IEnumerable<KeyValuePair<string, object?>> values) _details.Enqueue(string.Join(", ", values.Select(value => $"{value.Key}={value.Value}")));
        if (exception is not null) _details.Enqueue(exception.ToString());
    }
}
