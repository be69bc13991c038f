namespace Sse.Tests.Hardening;

/// <summary>Sends its requests one after the other on a connection, and on a new one when the server has enough of it.</summary>
internal sealed class Http2Assailant(TestApp app) : IAssailant
{
    private Http2Socket? _connection;

    public async Task<HardeningAnswer> SendAsync(HardeningAttack attack)
    {
        if (_connection is { IsOver: true })
        {
            await _connection.DisposeAsync();
            _connection = null;
        }
        _connection ??= await Http2Socket.OpenAsync(app);
        var headers = attack.Sent.Select(header => (header.Name.ToLowerInvariant(), header.Value));
        var exchange = await (await _connection.StartAsync(attack.Method, attack.Path, headers)).HeadersAsync();
        // A stream that is delivered to once a minute has nothing for a while: what has come is judged.
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        if (exchange.Status == 200 && !attack.IsHead) await Task.WhenAny(exchange.TextAsync(HardeningApp.Pulse), Wait.Forever(patience.Token));
        if (!exchange.IsEnded) await _connection.ResetAsync(exchange);
        return new(exchange.Status, "", exchange.Body);
    }

    public ValueTask DisposeAsync() => _connection?.DisposeAsync() ?? default;
}
