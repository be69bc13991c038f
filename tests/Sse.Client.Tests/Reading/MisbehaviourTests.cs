using System.IO.Compression;
using System.Net;
using System.Text;

namespace Sse.Tests.Reading;

/// <summary>Servers and proxies as they are: whatever they do, the client goes on or says why it doesn't.</summary>
public class MisbehaviourTests
{
    [Theory]
    [InlineData("1.1", "Content-Length: 1000", "data: a\n\n", "da", SseRetryReason.ConnectionLost)]
    [InlineData("1.1", "Content-Length: 11", "data: a\n\n", "data: never\n\n", SseRetryReason.EndOfStream)]
    [InlineData("1.1", "Transfer-Encoding: chunked", "9\r\ndata: a\n\n\r\n", "zz\r\n", SseRetryReason.ConnectionLost)]
    [InlineData("1.1", "Transfer-Encoding: chunked", "9\r\ndata: a\n\n\r\n", "", SseRetryReason.ConnectionLost)]
    [InlineData("1.1", "Transfer-Encoding: chunked", "9\r\ndata: a\n\n\r\n", "b\r\ndata: never", SseRetryReason.ConnectionLost)]
    [InlineData("1.1", "Transfer-Encoding: chunked", "9\r\ndata: a\n\n\r\n", "0\r\n\r\n", SseRetryReason.EndOfStream)]
    [InlineData("1.0", "X-Length: none", "data: a\n\n", "data: half", SseRetryReason.EndOfStream)]
    public async Task Reads_what_is_whole_and_reconnects_whatever_the_length_said(string version, string header, string first, string rest, SseRetryReason reason)
    {
        await using var server = new RawServer();
        var test = new TestOptions();
        using var client = new SseClient(server.Address, test.Options);
        await using var reader = Collect.From(client);
        var connection = await server.AcceptAsync();
        await connection.SendAsync($"HTTP/{version} 200 OK\r\nContent-Type: text/event-stream\r\n{header}\r\n\r\n{first}");
        (await reader.NextTextAsync()).ShouldBe("a");
        await connection.SendAsync(rest);
        connection.Close();

        (await test.PassRetryAsync()).Reason.ShouldBe(reason);
        await (await server.AcceptStreamAsync()).SendAsync("data: b\n\n");
        (await reader.NextTextAsync()).ShouldBe("b");
    }

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 200")]
    [InlineData("no HTTP at all\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nX: half")]
    public async Task Tries_again_when_there_is_no_answer_to_speak_of(string answer)
    {
        await using var server = new RawServer();
        var test = new TestOptions();
        using var client = new SseClient(server.Address, test.Options);
        await using var reader = Collect.From(client);
        var connection = await server.AcceptAsync();
        await connection.SendAsync(answer);
        connection.Close();
        // A connection that breaks before its first byte may be tried again below us.
        if (answer.Length == 0) server.StopListening();

        (await test.PassRetryAsync()).Reason.ShouldBe(SseRetryReason.ConnectFailed);
    }

    [Fact]
    public async Task Gives_up_headers_that_do_not_end()
    {
        await using var server = new RawServer();
        var test = new TestOptions();
        using var client = new SseClient(server.Address, test.Options);
        await using var reader = Collect.From(client);
        var connection = await server.AcceptAsync();
        await connection.SendAsync("HTTP/1.1 200 OK\r\n");
        var sending = SendHeadersAsync();

        var retry = await test.PassRetryAsync();
        retry.Reason.ShouldBe(SseRetryReason.ConnectFailed);
        retry.Error.ShouldBeOfType<HttpRequestException>();
        await sending.Soon();

        async Task SendHeadersAsync()
        {
            try
            {
                while (true) await connection.SendAsync($"X-Endless: {new string('x', 1000)}\r\n");
            }
            catch (IOException)
            {
            }
        }
    }

    [Fact]
    public async Task Reads_a_stream_that_drips_byte_by_byte()
    {
        await using var server = new RawServer();
        using var client = new SseClient(server.Address);
        await using var reader = Collect.From(client);
        var connection = await server.AcceptStreamAsync();
        foreach (var one in Encoding.UTF8.GetBytes("\uFEFF: c\r\nid: 1\r\nevent: t\r\ndata: \u4E2D\r\ndata: b\r\n\r")) await connection.SendAsync([one]);

        var message = await reader.NextAsync();
        (message.Type, message.Text, message.LastEventId).ShouldBe(("t", "\u4E2D\nb", "1"));
    }

    [Fact]
    public async Task Ends_with_a_clear_error_at_an_event_beyond_the_limit()
    {
        await using var server = new RawServer();
        using var client = new SseClient(server.Address, new SseClientOptions { MaxEventBytes = 1000 });
        await using var reader = Collect.From(client);
        var connection = await server.AcceptStreamAsync();
        await connection.SendAsync("id: 1\ndata: a\n\ndata: ");
        (await reader.NextTextAsync()).ShouldBe("a");
        var sending = SendForeverAsync();

        (await Should.ThrowAsync<SseEventTooLargeException>(reader.Ended.Soon())).MaxEventBytes.ShouldBe(1000);
        client.LastEventId.ShouldBe("1");
        await sending.Soon();

        async Task SendForeverAsync()
        {
            try
            {
                while (true) await connection.SendAsync(new byte[10_000]);
            }
            catch (IOException)
            {
            }
        }
    }

    [Fact]
    public async Task Reads_gzip_event_by_event_when_the_given_handler_decompresses()
    {
        await using var server = new RawServer();
        using var http = new HttpClient(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.All, AllowAutoRedirect = false });
        using var client = new SseClient(http, server.Address);
        await using var reader = Collect.From(client);
        var connection = await server.AcceptAsync();
        connection.Headers["Accept-Encoding"].ShouldContain("gzip");
        await connection.OpenStreamAsync("Content-Encoding: gzip\r\n");
        using var compressed = new MemoryStream();
        await using var gzip = new GZipStream(compressed, CompressionLevel.Fastest, leaveOpen: true);
        for (var i = 0; i < 3; i++)
        {
            gzip.Write(Encoding.UTF8.GetBytes($"data: {i}\n\n"));
            gzip.Flush();
            await connection.SendAsync(compressed.ToArray());
            compressed.SetLength(0);
            (await reader.NextTextAsync()).ShouldBe($"{i}");
        }
    }

    [Fact]
    public async Task Broken_gzip_is_a_lost_connection()
    {
        await using var server = new RawServer();
        using var http = new HttpClient(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.All });
        var test = new TestOptions();
        using var client = new SseClient(http, server.Address, test.Options);
        await using var reader = Collect.From(client);
        var connection = await server.AcceptAsync();
        await connection.OpenStreamAsync("Content-Encoding: gzip\r\n");
        await connection.SendAsync("data: this is no gzip\n\n");
        connection.Close();

        (await test.PassRetryAsync()).Reason.ShouldBe(SseRetryReason.ConnectionLost);
    }

    [Fact]
    public async Task Invalid_UTF8_arrives_as_replacement_characters_in_valid_bytes()
    {
        await using var server = new RawServer();
        using var client = new SseClient(server.Address);
        await using var reader = Collect.From(client);
        await (await server.AcceptStreamAsync()).SendAsync([.. "data: "u8, 0xFF, 0xC0, .. "x\n\n"u8]);

        (await reader.NextAsync()).Data.ToArray().ShouldBe(Encoding.UTF8.GetBytes("\uFFFD\uFFFDx"));
    }
}
