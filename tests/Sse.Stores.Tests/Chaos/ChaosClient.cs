using System.Net.ServerSentEvents;
using System.Net.Sockets;
using System.Text;

namespace Sse.Tests.Chaos;

/// <summary>How a client reads.</summary>
internal enum ChaosKind
{
    /// <summary>Every event, with .NET's own parser.</summary>
    Exact,

    /// <summary>Every event, over a socket.</summary>
    Socket,

    /// <summary>Every event, with the client of this library.</summary>
    Client,

    /// <summary>The newest of each key when it is slow.</summary>
    Conflating,

    /// <summary>The newest of each key, then live.</summary>
    Snapshot,
}

/// <summary>One event as a client got it.</summary>
internal readonly record struct ChaosEvent(string Id, string Type, string Data);

/// <summary>One client, which comes back to whichever node it meets when it is cut, and cuts itself now and then.</summary>
internal sealed class ChaosClient(ChaosKind kind, string topic, Func<Uri> server, HttpClient http, int seed)
{
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(6);

    private readonly Random _random = new(seed);
    private string? _lastId;
    private int _count;

    public ChaosKind Kind => kind;

    public string Topic => topic;

    /// <summary>What it got. To be looked at when it has ended.</summary>
    public List<ChaosEvent> Events { get; } = [];

    public int Gaps { get; private set; }

    public int Connections { get; private set; }

    /// <summary>Whether it has the last event.</summary>
    public bool HasEnd { get; private set; }

    public string LastId => _lastId ?? "";

    private bool IsPolite => kind is ChaosKind.Client;

    private string Path => kind switch { ChaosKind.Conflating => "/newest/", ChaosKind.Snapshot => "/snapshot/", _ => "/exact/" } + topic;

    /// <summary>Reads until it has the last event.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!HasEnd)
        {
            cancellationToken.ThrowIfCancellationRequested();
            // It goes away by itself too.
            using var stay = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            stay.CancelAfter(TimeSpan.FromSeconds(2 + (_random.NextDouble() * 20)));
            Connections++;
            try { await (IsPolite ? ReadWithClientAsync(stay.Token) : kind == ChaosKind.Socket ? ReadSocketAsync(stay.Token) : ReadHttpAsync(stay.Token)); }
            catch (Exception exception) when (exception is HttpRequestException or IOException or SocketException or OperationCanceledException or SseClientException && !cancellationToken.IsCancellationRequested)
            {
                // Cut.
            }
            // Time that really passes: what is tried is what the nodes do while a client is away.
            if (!HasEnd) await Task.Delay(TimeSpan.FromMilliseconds(20 + _random.Next(200)), TimeProvider.System, cancellationToken);
        }
    }

    private async Task ReadHttpAsync(CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(server(), Path));
        if (_lastId is not null) request.Headers.TryAddWithoutValidation("Last-Event-ID", _lastId);
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        response.EnsureSuccessStatusCode();
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        await ReadAsync(body, cancellationToken);
    }

    private async Task ReadSocketAsync(CancellationToken cancellationToken)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync("127.0.0.1", server().Port, cancellationToken);
        var stream = socket.GetStream();
        // Of HTTP/1.0, whose bodies have no chunks.
        var head = $"GET {Path} HTTP/1.0\r\nHost: localhost\r\nAccept: text/event-stream\r\n{(_lastId is null ? "" : $"Last-Event-ID: {_lastId}\r\n")}\r\n";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head), cancellationToken);
        var line = new StringBuilder();
        var one = new byte[1];
        for (var isFirst = true; ;)
        {
            await stream.ReadExactlyAsync(one, cancellationToken);
            if (one[0] != (byte)'\n')
            {
                if (one[0] != (byte)'\r') line.Append((char)one[0]);
                continue;
            }
            if (isFirst && !line.ToString().Contains(" 200 ", StringComparison.Ordinal)) throw new IOException(line.ToString());
            if (line.Length == 0) break;
            isFirst = false;
            line.Clear();
        }
        await ReadAsync(stream, cancellationToken);
    }

    private async Task ReadAsync(Stream body, CancellationToken cancellationToken)
    {
        var parser = SseParser.Create(body);
        await foreach (var item in parser.EnumerateAsync(cancellationToken))
        {
            Add(new ChaosEvent(parser.LastEventId, item.EventType, item.Data));
            if (HasEnd) return;
        }
        if (parser.LastEventId.Length > 0) _lastId = parser.LastEventId;
    }

    private async Task ReadWithClientAsync(CancellationToken cancellationToken)
    {
        var options = new SseClientOptions { LastEventId = _lastId, ReconnectDelay = TimeSpan.FromMilliseconds(50), MaxReconnectDelay = TimeSpan.FromMilliseconds(500), ReadTimeout = Silence };
        options.OnGap = gap => Add(new ChaosEvent(gap.Resumed, SseGap.EventName, ""));
        var client = new SseClient(http, new Uri(server(), Path), options);
        await foreach (var message in client.ReadAllAsync(cancellationToken))
        {
            Add(new ChaosEvent(message.LastEventId, message.Type, message.Text));
            if (HasEnd) return;
        }
    }

    private void Add(in ChaosEvent received)
    {
        _lastId = received.Id;
        if (received.Type == SseGap.EventName) Gaps++;
        else if (received.Type is "number" or "level")
        {
            Events.Add(received);
            _count++;
            HasEnd = received.Data.Contains("\"publisher\":-1", StringComparison.Ordinal);
        }
    }
}
