using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Sse;

/// <summary>The log of a hub that lives as long as its process. Its sequences are dense, its epoch is fresh.</summary>
/// <remarks>
/// One lock guards the index; it is held to copy one frame in, or to find what a reader gets, never while bytes go out.
/// </remarks>
internal sealed partial class MemoryLog : ISseLog
{
    private const int EpochLength = 8;

    private readonly Lock _lock = new();
    private readonly TimeProvider _time;
    private readonly byte[] _idPrefix;
    private readonly TopicLog _wholeHub;
    private readonly Dictionary<string, TopicLog> _topics = new(StringComparer.Ordinal);
    private readonly RetainedRecords _records = new();
    private long _newest;
    private int _topology;
    private int _completed;
    private bool _disposed;

    public MemoryLog(SseRetentionOptions retention, TimeProvider time)
    {
        _time = time;
        _maxEvents = retention.MaxEvents;
        _maxBytes = retention.MaxBytes;
        _maxTopics = retention.MaxTopics;
        _maxAge = retention.MaxAge == Timeout.InfiniteTimeSpan ? long.MaxValue : ToTimestamps(retention.MaxAge);
        _wholeHub = new TopicLog(name: null, "\n"u8.ToArray(), lostThrough: 0);
        Epoch = RandomNumberGenerator.GetString("abcdefghijklmnopqrstuvwxyz0123456789", EpochLength);
        _idPrefix = Encoding.ASCII.GetBytes($"id: {Epoch}-");
        if (retention.MaxAge != Timeout.InfiniteTimeSpan) _trimTimer = StartTrimming(retention.MaxAge);
    }

    public string Epoch { get; }

    public Action<SseTopicSelection>? Appended { get; set; }

    public long Newest => Volatile.Read(ref _newest);

    public long Oldest
    {
        get
        {
            lock (_lock) return OldestLocked;
        }
    }

    private long OldestLocked => _records.Count == 0 ? _newest + 1 : _records[0].Sequence;

    public void Append(SseTopicSelection topics, ReadOnlySpan<byte> frame)
    {
        AppendEvent(topics, frame);
        Appended?.Invoke(topics);
    }

    public ValueTask<long> AppendAsync(SseTopicSelection topics, ReadOnlySpan<byte> frame, CancellationToken cancellationToken)
    {
        var sequence = AppendEvent(topics, frame);
        Appended?.Invoke(topics);
        return new(sequence);
    }

    public void Complete(SseTopicSelection topics)
    {
        lock (_lock)
        {
            ThrowIfDisposed();
            var sequence = _newest + 1;
            var now = _time.GetTimestamp();
            for (var i = 0; i < topics.Count; i++)
            {
                var topic = GetOrAdd(topics[i]);
                if (topic.CompletedAt > 0) continue;
                topic.AddCompletion(sequence);
                _completed++;
                Volatile.Write(ref _newest, sequence);
                _records.Add(new RetainedRecord(sequence, now, topic));
            }
            TrimLocked(now);
        }
        Appended?.Invoke(topics);
    }

    public void Dispose()
    {
        lock (_lock) _disposed = true;
        _trimTimer?.Dispose();
    }

    private long AppendEvent(SseTopicSelection topics, ReadOnlySpan<byte> frame)
    {
        lock (_lock)
        {
            ThrowIfDisposed();
            ThrowIfCompleted(topics);
            var sequence = _newest + 1;
            var now = _time.GetTimestamp();
            if (topics.Count == 0) AppendTo(_wholeHub, sequence, now, frame);
            for (var i = 0; i < topics.Count; i++) AppendTo(GetOrAdd(topics[i]), sequence, now, frame);
            Volatile.Write(ref _newest, sequence);
            TrimLocked(now);
            return sequence;
        }
    }

    private void AppendTo(TopicLog topic, long sequence, long now, ReadOnlySpan<byte> frame)
    {
        Span<byte> digits = stackalloc byte[20];
        Utf8Formatter.TryFormat(sequence, digits, out var length);
        var memory = topic.AddEvent(sequence, _idPrefix.Length + length + topic.Suffix.Length + frame.Length);
        _bytes += memory.Length;
        _idPrefix.CopyTo(memory);
        memory = memory[_idPrefix.Length..];
        digits[..length].CopyTo(memory);
        memory = memory[length..];
        topic.Suffix.CopyTo(memory);
        frame.CopyTo(memory[topic.Suffix.Length..]);
        _records.Add(new RetainedRecord(sequence, now, topic));
    }

    private void ThrowIfCompleted(SseTopicSelection topics)
    {
        if (_completed == 0) return;
        for (var i = 0; i < topics.Count; i++)
        {
            if (_topics.TryGetValue(topics[i], out var topic) && topic.CompletedAt > 0)
                throw new SseTopicCompletedException($"The topic '{topic.Name}' is complete: nothing can be published to it any more.");
        }
    }

    private void ThrowIfDisposed()
    {
        if (_disposed) throw new SseHubStoppedException();
    }

    private long ToTimestamps(TimeSpan time) => (long)(time.TotalSeconds * _time.TimestampFrequency);
}
