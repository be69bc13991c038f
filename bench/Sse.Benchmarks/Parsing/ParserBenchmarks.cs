using System.Globalization;
using System.Net.ServerSentEvents;
using System.Text;
using BenchmarkDotNet.Attributes;

namespace Sse.Benchmarks.Parsing;

/// <summary>A stream in memory, read to its end by both parsers. Both hand out the data as bytes; neither makes strings of it.</summary>
[MemoryDiagnoser]
public class ParserBenchmarks
{
    private byte[] _bytes = [];

    /// <summary>Small: 10,000 events of about 118 bytes with id and type. Large: 16 data lines of 1 MiB.</summary>
    [Params("small", "1 MiB lines")]
    public string Events { get; set; } = "";

    [GlobalSetup]
    public void Setup()
    {
        var text = new StringBuilder();
        if (Events is "small")
        {
            for (var i = 0; i < 10_000; i++) text.Append(CultureInfo.InvariantCulture, $"id: 0123456789-{i}\nevent: price\ndata: {{\"symbol\":\"ACME\",\"price\":12.5,\"n\":{i},\"pad\":\"{new string('x', 40)}\"}}\n\n");
        }
        else
        {
            for (var i = 0; i < 16; i++) text.Append(CultureInfo.InvariantCulture, $"id: {i}\ndata: {new string('x', 1 << 20)}\n\n");
        }
        _bytes = Encoding.UTF8.GetBytes(text.ToString());
    }

    [Benchmark(Baseline = true)]
    public long SseParserOfDotNet()
    {
        using var stream = new MemoryStream(_bytes);
        var bytes = 0L;
        foreach (var item in SseParser.Create(stream, static (_, data) => data.Length).Enumerate()) bytes += item.Data;
        return bytes;
    }

    [Benchmark]
    public long SseFrameParser()
    {
        using var stream = new MemoryStream(_bytes);
        var bytes = 0L;
        using var parser = new SseFrameParser();
        while (true)
        {
            var received = stream.Read(parser.GetMemory().Span);
            if (received == 0) return bytes;
            parser.Advance(received);
            while (parser.TryRead(out var frame)) bytes += frame.Data.Length;
        }
    }
}
