using System.Text;

namespace Sse.Tests.Wire;

public class SseFrameParserMutationTests
{
    private static readonly byte[][] Pieces =
    [
        .. new[]
        {
            "\n", "\r", "\r\n", "\n\n", "data:", "data: ", "data", "id: ", "id", "event: ", "retry: ", ":", " ", "\0", "\uFEFF",
            "0", "17", "x", "message", "\u00E9", "\uD83D\uDE00", "data: y\n\n", "id: 3\n\n", "event: z\n", ": c\n",
        }.Select(Encoding.UTF8.GetBytes),
        [0xEF], [0xBB, 0xBF], [0xC0, 0x80], [0xE4, 0xB8], [0xF0], [0xFF],
    ];

    /// <summary>A million inputs where continuous integration asks for them, fewer at every other turn.</summary>
    private static int InputsPerSeed => Environment.GetEnvironmentVariable("CI") is "true" ? 125_000 : 25_000;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public void Reads_every_mutated_stream_as_the_line_by_line_parser_does(int seed) =>
        FirstDifference(seed, InputsPerSeed, Mutated, FedInRandomPieces).ShouldBeNull();

    [Theory]
    [InlineData(9)]
    [InlineData(10)]
    public void Reads_large_streams_as_the_line_by_line_parser_does(int seed) =>
        FirstDifference(seed, 150, Large, FedInRandomPieces).ShouldBeNull();

    [Fact]
    public void The_comparison_finds_a_parser_that_does_not_know_CR() =>
        FirstDifference(1, 1_000, Mutated, (stream, _) => LineByLineParser.Parse(stream.Where(b => b != '\r').ToArray())).ShouldNotBeNull();

    [Fact]
    public void The_comparison_finds_a_parser_that_commits_an_id_with_its_line() =>
        FirstDifference(1, 1_000, Mutated, (stream, _) => LineByLineParser.Parse([.. stream, .. "\n\n"u8])).ShouldNotBeNull();

    private static string? FirstDifference(int seed, int inputs, Func<Random, byte[]> generate, Func<byte[], Random, List<Found>> parse)
    {
        var random = new Random(seed);
        for (var i = 0; i < inputs; i++)
        {
            var stream = generate(random);
            var found = parse(stream, random);
            var expected = LineByLineParser.Parse(stream);
            if (found.SequenceEqual(expected)) continue;
            return $"seed {seed}, input {i}: {Convert.ToHexString(stream)}\nexpected {string.Join('\n', expected)}\nfound {string.Join('\n', found)}";
        }
        return null;
    }

    private static byte[] Mutated(Random random)
    {
        var stream = new List<byte>(StreamCorpus.Cases[random.Next(StreamCorpus.Cases.Length)].Stream);
        if (random.Next(2) == 0) stream.AddRange(StreamCorpus.Cases[random.Next(StreamCorpus.Cases.Length)].Stream);
        for (var mutations = random.Next(1, 6); mutations > 0; mutations--)
        {
            var at = random.Next(stream.Count + 1);
            switch (random.Next(4))
            {
                case 0:
                    stream.InsertRange(at, Pieces[random.Next(Pieces.Length)]);
                    break;
                case 1:
                    if (at < stream.Count) stream[at] = (byte)random.Next(256);
                    break;
                case 2:
                    stream.RemoveRange(at, Math.Min(random.Next(1, 8), stream.Count - at));
                    break;
                default:
                    stream.InsertRange(at, stream.GetRange(0, Math.Min(random.Next(1, 20), stream.Count)));
                    break;
            }
        }
        return [.. stream];
    }

    private static byte[] Large(Random random)
    {
        var stream = new List<byte>();
        for (var lines = random.Next(20); lines > 0; lines--)
        {
            stream.AddRange(Pieces[random.Next(Pieces.Length)]);
            stream.AddRange(Enumerable.Repeat((byte)('a' + random.Next(26)), random.Next(random.Next(2) == 0 ? 20 : 40_000)));
            stream.AddRange(Pieces[random.Next(4)]);
        }
        return [.. stream];
    }

    private static List<Found> FedInRandomPieces(byte[] stream, Random random)
    {
        var found = new List<Found>();
        using var parser = new SseFrameParser();
        var rest = stream.AsSpan();
        var longest = random.Next(1, Math.Max(64, stream.Length / 4));
        while (!rest.IsEmpty)
        {
            var piece = rest[..Math.Min(random.Next(1, longest + 1), rest.Length)];
            Parse.Feed(parser, piece, found);
            rest = rest[piece.Length..];
        }
        parser.Capacity.ShouldBeLessThanOrEqualTo(Math.Max(16 * 1024, 4 * stream.Length));
        return found;
    }
}
