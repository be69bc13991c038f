using System.Text;

namespace Sse.Tests.Log;

/// <summary>Has every frame that a log was given, as a store does, and gives a few of them back when asked.</summary>
internal sealed class StoredFrames(HubLog log) : IColdFrames
{
    private const int Most = 3;
    private readonly Dictionary<long, byte[]> _frames = [];
    private readonly Queue<long> _fetched = [];

    /// <summary>How often a frame was fetched.</summary>
    public int Fetches { get; private set; }

    public void Note(long sequence, byte[] frame) => _frames.Add(sequence, frame);

    public FrameBlock? Find(long sequence)
    {
        if (!_fetched.Contains(sequence)) return null;
        var (id, frame) = (Encoding.ASCII.GetBytes($"id: {log.PositionAt(sequence)}"), _frames[sequence]);
        return new FrameBlock(sequence - 1, sequence, [.. id, .. frame], [new ColdEntry(sequence, 0, id.Length, id.Length + frame.Length)]);
    }

    public void Fetch(long sequence, ILogReader? reader)
    {
        Fetches++;
        _fetched.Enqueue(sequence);
        if (_fetched.Count > Most) _fetched.Dequeue();
        reader?.Fetched();
    }

    public void Forget(ILogReader reader)
    {
    }

    public void Dispose()
    {
    }
}
