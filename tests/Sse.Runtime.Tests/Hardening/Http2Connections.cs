namespace Sse.Tests.Hardening;

/// <summary>Connections of HTTP/2 whose streams end at every moment, or whose frames are none that may come.</summary>
internal static class Http2Connections
{
    private static readonly (string, string)[] Alice = [("x-user", "alice"), ("last-event-id", "earliest")];

    /// <summary>Opens them, several at a time.</summary>
    /// <param name="app">Who is attacked.</param>
    /// <returns>How many there were.</returns>
    public static async Task<int> AttackAsync(HardeningApp app)
    {
        var attacks = All().ToList();
        await Parallel.ForEachAsync(attacks, new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = TestContext.Current.CancellationToken }, async (attack, _) =>
        {
            await using var client = await Http2Socket.OpenAsync(app.App, attack.Window);
            var exchange = await attack.RunAsync(client);
            if (exchange.Body.Contains("event of order-2", StringComparison.Ordinal)) app.Failures.Enqueue($"connections: {attack.Name} has read another's event");
            if (exchange.Status >= 500) app.Failures.Enqueue($"connections: {attack.Name} met an error");
        });
        return attacks.Count;
    }

    private static IEnumerable<ConnectionAttack> All()
    {
        // Left or reset at each moment: nothing said, headers under way, headers here, so much of the body here.
        for (var round = 0; round < 40; round++)
        {
            foreach (var code in new[] { 0, 1, 5, 7, 8, 11, 0x7fff })
                for (var moment = 0; moment < 4; moment++)
                {
                    var (at, with) = (moment, code);
                    yield return new($"reset with {with} at {at}", async client =>
                    {
                        var exchange = await OpenAsync(client, at);
                        await client.ResetAsync(exchange, with);
                        return exchange;
                    });
                    yield return new($"left at {at}", client => OpenAsync(client, at)) { Window = round % 2 == 0 ? 65_535 : 1 };
                }
        }

        // One frame that has no place there, before a request, within one and beside a stream.
        for (byte type = 0; type <= 11; type++)
            foreach (var flags in new byte[] { 0, 1, 4, 5, 8, 0x20, 0xff })
                foreach (var size in new[] { 0, 1, 4, 5, 8, 100, 16_384, 16_385 })
                    foreach (var moment in new[] { -1, 1, 3 })
                    {
                        var (t, f, s, m) = (type, flags, size, moment);
                        yield return new($"frame {t} {f} of {s} at {m}", async client =>
                        {
                            var exchange = m < 0 ? client.Begin() : await OpenAsync(client, m);
                            await client.SendAsync(t, f, s % 3 == 0 ? 0 : exchange.Id, new byte[s]);
                            if (m < 0) exchange = await client.StartAsync("GET", "/policy/order-2", Alice);
                            await client.SendAsync(Http2Socket.Ping, 0, 0, new byte[8]);
                            return exchange;
                        });
                    }

        // A second request on a stream that has one, and fields that are no requests.
        for (var round = 0; round < 20; round++)
        {
            yield return new("twice", async client =>
            {
                var exchange = await OpenAsync(client, 3);
                await client.SendAsync(Http2Socket.Headers, Http2Socket.EndStream | Http2Socket.EndHeaders, exchange.Id, Http2Socket.Encode([(":method", "GET"), (":scheme", "http"), (":path", "/policy/order-2"), .. Alice]));
                return exchange;
            });
            foreach (var fields in Fields())
                yield return new(string.Join(' ', fields), async client =>
                {
                    var exchange = client.Begin();
                    await client.SendAsync(Http2Socket.Headers, Http2Socket.EndStream | Http2Socket.EndHeaders, exchange.Id, Http2Socket.Encode([.. fields, .. Alice]));
                    await client.SendAsync(Http2Socket.Ping, 0, 0, new byte[8]);
                    return exchange;
                });
        }
    }

    private static IEnumerable<(string, string)[]> Fields()
    {
        (string, string)[] good = [(":method", "GET"), (":scheme", "http"), (":authority", "a"), (":path", "/policy/order-2")];
        for (var i = 0; i < good.Length; i++)
        {
            yield return [.. good.Where((_, n) => n != i)];
            yield return [.. good, good[i]];
        }
        yield return [.. good, (":status", "200")];
        yield return [.. good, ("connection", "keep-alive")];
        yield return [.. good, ("transfer-encoding", "chunked")];
        yield return [.. good, ("content-length", "10")];
        yield return [.. good, ("Upper", "case")];
        yield return [.. good, ("", "empty")];
        yield return [.. good, ("host", "b"), ("host", "c")];
        yield return [("x-first", "a"), .. good];
        foreach (var path in new[] { "", "*", "policy/order-2", "//policy/order-2", "http://a/policy/order-2", "/policy/order-1\0", "/policy/order-1 HTTP/1.1", "/policy/order-1\r\nx-user: bob", "/policy/order-1?topic=order-2", "\\policy\\order-2" })
            yield return [(":method", "GET"), (":scheme", "http"), (":authority", "a"), (":path", path)];
    }

    private static async Task<Http2Exchange> OpenAsync(Http2Socket client, int moment)
    {
        if (moment == 0)
        {
            var half = client.Begin();
            await client.SendAsync(Http2Socket.Headers, Http2Socket.EndStream, half.Id, Http2Socket.Encode([(":method", "GET"), (":scheme", "http")]));
            return half;
        }
        var exchange = await client.StartAsync("GET", "/policy/order-1", Alice);
        if (moment == 2) await exchange.HeadersAsync();
        if (moment == 3) await exchange.UntilAsync(static found => found.Body.Length > 0);
        return exchange;
    }

    private sealed record ConnectionAttack(string Name, Func<Http2Socket, Task<Http2Exchange>> RunAsync)
    {
        public int Window { get; init; } = 65_535;
    }
}
