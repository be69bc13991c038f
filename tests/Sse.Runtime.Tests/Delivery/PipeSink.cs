using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using Sse.Tests.Log;

namespace Sse.Tests.Delivery;

/// <summary>A client whose reading the test controls: flushes pend once as many bytes are unread as it admits.</summary>
internal sealed class PipeSink(int unread = 64 * 1024) : ISink
{
    private readonly Pipe _pipe = new(new PipeOptions(pauseWriterThreshold: unread, resumeWriterThreshold: unread / 2, useSynchronizationContext: false));
    private readonly ArrayBufferWriter<byte> _received = new();
    private int _inTurn;

    /// <summary>The log that hides the ids of what comes, if one does.</summary>
    public HubLog? Log { get; init; }

    public int Flushes { get; private set; }

    /// <summary>A second writer while one has the turn: never true.</summary>
    public bool Overlapped { get; private set; }

    public IBufferWriter<byte> Body => _pipe.Writer;

    public CancellationToken Closed => CancellationToken.None;

    public ValueTask<bool> TakeTurnAsync()
    {
        if (Interlocked.Exchange(ref _inTurn, 1) == 1) Overlapped = true;
        return new(true);
    }

    public void ReleaseTurn() => Volatile.Write(ref _inTurn, 0);

    public ValueTask<FlushResult> StartFlush()
    {
        Flushes++;
        return _pipe.Writer.FlushAsync();
    }

    public bool EndFlush(FlushResult result) => !result.IsCompleted;

    public void Leave() => _pipe.Reader.Complete();

    /// <summary>Reads until so many events have come in all.</summary>
    public async Task<List<ReadEvent>> ReceiveAsync(int count)
    {
        var cancellation = TestContext.Current.CancellationToken;
        while (true)
        {
            var events = Received();
            if (events.Count >= count) return events;
            var read = await _pipe.Reader.ReadAsync(cancellation).AsTask().WaitAsync(TimeSpan.FromSeconds(30), cancellation);
            foreach (var piece in read.Buffer) _received.Write(piece.Span);
            _pipe.Reader.AdvanceTo(read.Buffer.End);
        }
    }

    /// <summary>What was sent and is unread, without waiting.</summary>
    public string Unread()
    {
        if (!_pipe.Reader.TryRead(out var read)) return "";
        var text = Encoding.UTF8.GetString(read.Buffer);
        _pipe.Reader.AdvanceTo(read.Buffer.Start);
        return text;
    }

    private List<ReadEvent> Received()
    {
        var whole = _received.WrittenSpan.LastIndexOf("\n\n"u8);
        return whole < 0 ? [] : LogReading.Parse(_received.WrittenMemory[..(whole + 2)], Log);
    }
}
