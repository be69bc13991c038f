using System.Net.Sockets;
using System.Text;

namespace Sse.Tests.Hardening;

/// <summary>Connections of HTTP/1.1 that end at every moment, or hold more or less than a request.</summary>
internal static class Http1Connections
{
    private const string Alice = "Host: a\r\nX-User: alice\r\nLast-Event-ID: earliest\r\n";

    /// <summary>Opens them, several at a time.</summary>
    /// <param name="app">Who is attacked.</param>
    /// <returns>How many there were.</returns>
    public static async Task<int> AttackAsync(HardeningApp app)
    {
        var attacks = All().ToList();
        await Parallel.ForEachAsync(attacks, new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = TestContext.Current.CancellationToken }, async (attack, _) =>
        {
            using var socket = await Http1Assailant.ConnectAsync(app.App);
            var answer = await SendAsync(socket, attack);
            if (answer.Contains("event of order-2", StringComparison.Ordinal) || answer.Contains("event of traders", StringComparison.Ordinal)) app.Failures.Enqueue($"connections: {attack.Text} has read another's event");
            if (answer.Contains("HTTP/1.1 500", StringComparison.Ordinal)) app.Failures.Enqueue($"connections: {attack.Text} met an error");
            // A stream has its connection to itself: what comes behind its request is not answered.
            var stream = answer.IndexOf("HTTP/1.1 200", StringComparison.Ordinal);
            if (stream >= 0 && answer.IndexOf("HTTP/1.1 ", stream + 1, StringComparison.Ordinal) > 0 && !attack.Text.StartsWith("HEAD", StringComparison.Ordinal))
                app.Failures.Enqueue($"connections: {attack.Text} has an answer within a stream");
            if (attack.IsReset) socket.LingerState = new LingerOption(enable: true, seconds: 0);
        });
        return attacks.Count;
    }

    private static IEnumerable<ConnectionAttack> All()
    {
        var own = $"GET /policy/order-1 HTTP/1.1\r\n{Alice}\r\n";
        var foreign = $"GET /policy/order-2 HTTP/1.1\r\n{Alice}\r\n";
        foreach (var isReset in new[] { false, true })
        {
            // Half a request, and a stream that is left after so many bytes.
            for (var length = 0; length < own.Length; length++) yield return new(own[..length], 0, isReset);
            for (var read = 1; read < 4_000; read += 1 + (read / 8)) yield return new(own, read, isReset);
            string[] together =
            [
                own + foreign, own + own, own + own + foreign, $"HEAD{own[3..]}{foreign}", foreign + own, $"HEAD{foreign[3..]}{own}", own + "garbage\r\n\r\n", own + "\r\n\r\n\r\n" + foreign,
                $"GET /policy/order-1 HTTP/1.1\r\n{Alice}Content-Length: {foreign.Length}\r\n\r\n{foreign}",
                $"GET /policy/order-1 HTTP/1.1\r\n{Alice}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n{foreign}",
                $"GET /policy/order-1 HTTP/1.1\r\n{Alice}Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n{foreign}",
                $"GET /policy/order-1 HTTP/1.1\r\n{Alice}Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n{foreign}",
                $"GET /policy/order-1 HTTP/1.1\r\n{Alice}Transfer-Encoding: chunked\r\n\r\nzz\r\n\r\n{foreign}",
                $"GET /policy/order-1 HTTP/1.1\r\n{Alice}Content-Length: 0\r\nContent-Length: 9\r\n\r\n{foreign}",
                $"GET /policy/order-1 HTTP/1.1\r\n{Alice}Content-Length: -1\r\n\r\n{foreign}",
                $"GET /policy/order-1 HTTP/1.1\r\n{Alice}Content-Length: 99999999999999\r\n\r\n",
                $"GET /policy/order-1 HTTP/1.1\r\n{Alice}Expect: 100-continue\r\nContent-Length: 10\r\n\r\n",
                $"GET /policy/order-1 HTTP/1.1\r\n{Alice}Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n\r\n",
                $"GET /policy/order-1 HTTP/1.1\r\n{Alice}Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n\r\n",
                $"GET /policy/order-1 HTTP/1.1\r\n{Alice}Host: b\r\n\r\n", $"GET /policy/order-1 HTTP/1.1\r\nX-User: alice\r\n\r\n", $"GET /policy/order-1\r\n{Alice}\r\n", $"GET /policy/order-1 HTTP/0.9\r\n{Alice}\r\n",
                $"GET /policy/order-1 HTTP/1.1\n{Alice.Replace("\r", "", StringComparison.Ordinal)}\n{foreign}", $"GET /policy/order-1 HTTP/1.1\r\n{Alice} X-Folded: a\r\n\r\n", $"GET /policy/order-1 HTTP/1.1\r\n{Alice}X-User : bob\r\n\r\n",
                $"GET\t/policy/order-1\tHTTP/1.1\r\n{Alice}\r\n", $"GET /policy/order-1 HTTP/1.1 GET /policy/order-2 HTTP/1.1\r\n{Alice}\r\n", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "\u0016\u0003\u0001\u0002\0\u0001\0", new string('A', 40_000), new string('\n', 40_000),
                $"GET /policy/order-1 HTTP/1.1\r\n{Alice}X-User: bob\r\n\r\n", $"CONNECT a:80 HTTP/1.1\r\n{Alice}\r\n", $"GET * HTTP/1.1\r\n{Alice}\r\n", $"OPTIONS * HTTP/1.1\r\n{Alice}\r\n",
            ];
            foreach (var text in together)
                for (var read = 0; read < 3; read++) yield return new(text, read == 0 ? 0 : read == 1 ? 300 : 3_000, isReset);
            foreach (var text in together)
                for (var at = 1; at < text.Length && at < 400; at += 7) yield return new(text, 100, isReset) { PauseAt = at };
        }
    }

    // Reads so many bytes, or up to the first pulse behind them, or the end.
    private static async Task<string> SendAsync(Socket socket, ConnectionAttack attack)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var bytes = new List<byte>();
        try
        {
            var text = Encoding.UTF8.GetBytes(attack.Text);
            var first = Math.Min(attack.PauseAt, text.Length);
            if (first > 0) await socket.SendAsync(text.AsMemory(0, first), cancellation);
            if (first > 0) await Task.Yield();
            await socket.SendAsync(text.AsMemory(first), cancellation);
            var buffer = new byte[4 * 1024];
            while (bytes.Count < attack.Read)
            {
                using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
                var read = await socket.ReceiveAsync(buffer, patience.Token);
                if (read == 0) break;
                bytes.AddRange(buffer.AsSpan(0, read));
            }
        }
        catch (Exception exception) when (exception is SocketException or OperationCanceledException)
        {
            // The server had enough of it, or waits for more.
        }
        return Encoding.UTF8.GetString([.. bytes]);
    }

    private sealed record ConnectionAttack(string Text, int Read, bool IsReset)
    {
        public int PauseAt { get; init; }
    }
}
