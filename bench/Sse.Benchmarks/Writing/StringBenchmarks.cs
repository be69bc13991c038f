using System.Buffers;
using System.Text.Json;
using BenchmarkDotNet.Attributes;

namespace Sse.Benchmarks.Writing;

/// <summary>One string value against a reused Utf8JsonWriter.</summary>
public class StringBenchmarks : IDisposable
{
    private readonly byte[] _scratch = new byte[16 * 1024];
    private readonly ArrayBufferWriter<byte> _buffer = new(16 * 1024);
    private readonly Utf8JsonWriter _json;
    private string _text = "";

    public StringBenchmarks() => _json = new Utf8JsonWriter(_buffer);

    [Params("ascii", "quote", "cjk")]
    public string Kind { get; set; } = "";

    [Params(8, 32, 256, 2_048)]
    public int Length { get; set; }

    [GlobalSetup]
    public void Setup() => _text = Kind switch
    {
        "ascii" => new string('a', Length),
        "quote" => new string('a', Length / 2) + "\"" + new string('a', (Length / 2) - 1),
        _ => new string('漢', Length),
    };

    [Benchmark(Baseline = true)]
    public int Writer()
    {
        _buffer.ResetWrittenCount();
        _json.Reset();
        _json.WriteStringValue(_text);
        _json.Flush();
        return _buffer.WrittenCount;
    }

    [Benchmark]
    public int Frame()
    {
        var writer = new SseFrameWriter(_scratch);
        writer.WriteString(_text);
        var written = writer.Written.Length;
        writer.Dispose();
        return written;
    }

    public void Dispose()
    {
        _json.Dispose();
        GC.SuppressFinalize(this);
    }
}
