using System.Net;
using System.Net.Sockets;

namespace Sse.Tests.Http;

/// <summary>A stream that is left is closed at once, whoever made the HttpClient.</summary>
public class LeavingTests
{
    [Theory]
    [InlineData("Transfer-Encoding: chunked\r\n", "9\r\ndata: a\n\n\r\n")]
    [InlineData("Transfer-Encoding: chunked\r\n", "9\r\ndata: a\n\n\r\n3\r\n: b")]
    [InlineData("Content-Length: 100000\r\n", "data: a\n\n")]
    [InlineData("", "data: a\n\n")]
    public async Task Leaving_the_loop_closes_a_given_clients_connection_without_draining_it(string headers, string body)
    {
        await using var server = new RawServer();
        // As long as a test may take: a client that drains would not be seen to close.
        using var http = new HttpClient(new SocketsHttpHandler { ResponseDrainTimeout = TimeSpan.FromMinutes(10), MaxResponseDrainSize = int.MaxValue });
        using var client = new SseClient(http, server.Address);
        var reading = ReadOneAsync();
        var connection = await server.AcceptAsync();
        await connection.SendAsync($"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n{headers}\r\n{body}");

        (await reading.Soon()).ShouldBe("a");
        await connection.ClientClosedAsync().Soon();

        async Task<string> ReadOneAsync()
        {
            await foreach (var message in client.ReadAllAsync(TestContext.Current.CancellationToken)) return message.Text;
            return "";
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task So_do_disposing_and_restarting_while_nobody_reads_just_now(bool restart)
    {
        await using var server = new RawServer();
        using var http = new HttpClient(new SocketsHttpHandler { ResponseDrainTimeout = TimeSpan.FromMinutes(10), MaxResponseDrainSize = int.MaxValue });
        using var client = new SseClient(http, server.Address);
        await using var reader = client.ReadAllAsync(TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        var moving = reader.MoveNextAsync().AsTask();
        var connection = await server.AcceptAsync();
        await connection.SendAsync("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n9\r\ndata: a\n\n\r\n");
        await moving.Soon();

        if (restart) client.Restart();
        else client.Dispose();
        await connection.ClientClosedAsync().Soon();
    }

    [Fact]
    public async Task A_stream_that_ends_by_itself_leaves_its_connection_for_the_next()
    {
        await using var server = new RawServer();
        using var http = new HttpClient();
        using var client = new SseClient(http, server.Address);
        await using var reader = Collect.From(client);
        var connection = await server.AcceptAsync();
        await connection.SendAsync("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n");
        await connection.SendAsync("9\r\nid: ~end\n\r\n1\r\n\n\r\n0\r\n\r\n");
        await reader.Ended.Soon();

        await using var again = Collect.From(client);
        await connection.ReadRequestAsync().Soon();
        connection.LastEventId.ShouldBe("~end");
    }

    [Fact]
    public async Task An_answer_that_has_said_all_may_come_to_its_end_so_that_its_connection_can_be_used_again()
    {
        using var body = new LastWords();
        using var http = StubHandler.Client(_ => StubHandler.EventStream(body));
        using var client = new SseClient(http, new Uri("http://example.org/"), new SseClientOptions { EndMarks = { "[DONE]" } });
        await using var reader = Collect.From(client);

        await reader.Ended.Soon();
        await body.Waiting.Soon();
        body.Closed.IsCompleted.ShouldBeFalse("the reader has its end, the answer not yet");
        body.End.SetResult(0);
        await body.Closed.Soon();
    }

    [Fact]
    public async Task A_connection_of_ones_own_notices_a_dead_link_by_itself()
    {
        await using var server = new RawServer();
        await using var connection = await StreamHandler.ConnectAsync(new DnsEndPoint("127.0.0.1", server.Port), TestContext.Current.CancellationToken);

        ((int)connection.Socket.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive)!).ShouldNotBe(0);
        ((int)connection.Socket.GetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime)!).ShouldBe(30);
        ((int)connection.Socket.GetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval)!).ShouldBe(10);
        ((int)connection.Socket.GetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount)!).ShouldBe(3);
        using var handler = StreamHandler.Create();
        handler.ConnectCallback.ShouldNotBeNull();
        handler.EnableMultipleHttp2Connections.ShouldBeTrue();
    }

    /// <summary>Says that it is over, and ends when the test says so.</summary>
    private sealed class LastWords : StubbornStream
    {
        private readonly TaskCompletionSource _waiting = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private bool _said;

        public Task Waiting => _waiting.Task;

        public TaskCompletionSource<int> End { get; } = new();

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (_said)
            {
                _waiting.TrySetResult();
                return new ValueTask<int>(End.Task);
            }
            _said = true;
            "data: [DONE]\n\n"u8.CopyTo(buffer.Span);
            return ValueTask.FromResult(14);
        }
    }
}
