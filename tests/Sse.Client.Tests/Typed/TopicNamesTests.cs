using System.Globalization;
using System.Text;

namespace Sse.Tests.Typed;

/// <summary>What arrives of a topic's name, read by nothing but this test from the bytes of the request line.</summary>
public class TopicNamesTests
{
    private static readonly string[] Known =
    [
        "ACME", "a/b", "a%2Fb", "a%252Fb", "/", "//", "a/", "/a", "a/../b", "../b", "a/..", "./a", "a/.", "...", "a.", ".a", "%2E", "%2e%2E", "..%2F",
        "a\\b", "\\", "\\..\\", "..\\", "a b", " a", "a ", "a  ", "\u00A0", "?", "a?b", "#", "a#b", "+", "&", "a=b", ";", "a;b=c", ":", "http://x/y", "@", "u:p@h",
        "~", "a~end", "*", "'", "\"", "<>", "{}", "[]", "|", "^", "`", "$", ",", "!", "()", "%", "%%", "%zz", "\u00E9", "e\u0301", "\u4E2D\u6587", "\uD83D\uDE00",
        "\u200E", "\u202Ex", "\uFEFF", "\uFFFD", "\uFFFE", "\uE000",
    ];

    [Theory]
    [InlineData("/market/", "")]
    [InlineData("/market/", "/events")]
    [InlineData("/market?topic=", "")]
    public async Task Every_name_arrives_as_one_segment_or_one_value(string before, string after)
    {
        await using var server = new RawServer();
        using var client = new SseClient<QuotesHub>(new Uri($"{server.Origin}{before}{{topic}}{after}"));
        foreach (var name in Known.Concat(RandomNames(seed: 42, count: 120)))
        {
            await using var reader = new Collector<SseHubMessage>(ct => client.ReadAllAsync(name, cancellationToken: ct));
            var target = (await server.AnswerAsync("204 No Content")).RequestLine.Split(' ')[1];

            target.ShouldStartWith(before);
            target.ShouldEndWith(after);
            Decoded(target[before.Length..(target.Length - after.Length)]).ShouldBe(name, $"'{name}' was sent as {target}");
            await reader.Ended.Soon();
        }
    }

    [Fact]
    public async Task Several_names_arrive_in_the_query()
    {
        await using var server = new RawServer();
        using var client = new SseClient<QuotesHub>(new Uri(server.Origin + "/market"));
        string[] names = [.. Known, ".", ".."];
        await using var reader = new Collector<SseHubMessage>(ct => client.ReadAllAsync(SseTopicSelection.Of(names), cancellationToken: ct));
        var target = (await server.AnswerAsync("204 No Content")).RequestLine.Split(' ')[1];

        target.Split('?')[1].Split('&').Select(pair => Decoded(pair["topic=".Length..])).ShouldBe(names);
    }

    [Theory]
    [InlineData(".")]
    [InlineData("..")]
    public void What_a_path_can_not_carry_is_refused_before_anything_is_asked(string name)
    {
        using var client = new SseClient<QuotesHub>(new Uri("http://127.0.0.1:9/market/{topic}"));
        Should.Throw<ArgumentException>(() => client.ReadAllAsync(name, cancellationToken: TestContext.Current.CancellationToken)).Message.ShouldContain("TopicsFromQuery");
    }

    private static IEnumerable<string> RandomNames(int seed, int count)
    {
        const string Alphabet = "..//%%\\\\25EeFfaz09 ?#+&=;:@~^`|\"<>{}[]()*'!$,-_\u00E9\u4E2D\u00A0\u0301\u200E";
#pragma warning disable CA5394 // The names need to be the same each time, not to be secret.
        var random = new Random(seed);
        for (var i = 0; i < count; i++)
        {
            var name = new StringBuilder();
            var length = i % 10 == 0 ? 85 : random.Next(1, 12);
            while (name.Length < length) name.Append(Alphabet[random.Next(Alphabet.Length)]);
            if (name.ToString() is not ("." or "..")) yield return name.ToString();
        }
#pragma warning restore CA5394
    }

    private static string Decoded(string text)
    {
        var bytes = new List<byte>();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is '/' or '?' or '#' or '&' or '+' or ' ') throw new FormatException($"'{text[i]}' has a meaning here.");
            if (text[i] != '%') bytes.Add(checked((byte)text[i]));
            else
            {
                bytes.Add(byte.Parse(text.AsSpan(i + 1, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
                i += 2;
            }
        }
        return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString([.. bytes]);
    }
}
