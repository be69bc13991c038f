using NATS.Client.Core;
using NATS.Client.JetStream;
using NATS.Client.JetStream.Models;

namespace Sse.Nats;

/// <summary>Asks NATS about the streams of a log, each time for a bounded time and with words for what goes wrong.</summary>
internal sealed class LogStreams(INatsConnection connection, LogNames names)
{
    private const int NoSuchStream = 10059;
    private const int NoSuchMessage = 10037;
    private const int WrongLastSequence = 10071;
    private const int SubjectsOverlap = 10065;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan ElectionPatience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan BeforeAgain = TimeSpan.FromMilliseconds(100);

    private readonly NatsJSContext _jetStream = new(connection);

    public LogNames Names => names;

    public INatsConnection Connection => connection;

    /// <summary>Whether more than one server has the log, as far as was heard.</summary>
    public bool IsReplicated { get; private set; }

    /// <summary>How large a message may be, its headers included.</summary>
    public int MaxPayload => connection.ServerInfo?.MaxPayload ?? 1 << 20;

    /// <summary>Connects, unless that is done.</summary>
    /// <exception cref="SseStoreException">NATS can't be reached, or has no JetStream.</exception>
    public async Task ConnectAsync(CancellationToken cancellationToken)
    {
        await AskAsync(
            async token =>
            {
                await connection.ConnectAsync().AsTask().WaitAsync(token).ConfigureAwait(false);
                return true;
            },
            cancellationToken).ConfigureAwait(false);
        if (connection.ServerInfo is { JetStreamAvailable: false }) throw new SseStoreException($"NATS at {Words.AddressOf(connection)} has no JetStream, where the log '{names.Log}' would be. Start its servers with JetStream (nats-server -js).");
    }

    /// <summary>Asks what a log begins with: who starts during an election, waits for its end instead of failing.</summary>
    public static Task<T> BeginAsync<T>(Func<CancellationToken, Task<T>> ask, CancellationToken cancellationToken) => AgainAsync(ask, Words.IsSilence, cancellationToken);

    /// <summary>What the server says of a stream.</summary>
    /// <returns>Null when there is no such stream.</returns>
    public Task<StreamInfo?> FindAsync(string stream, CancellationToken cancellationToken) => AskAsync(
        async token =>
        {
            try
            {
                return (await _jetStream.GetStreamAsync(stream, cancellationToken: token).ConfigureAwait(false)).Info;
            }
            catch (NatsJSApiException exception) when (exception.Error.ErrCode == NoSuchStream)
            {
                return null;
            }
        },
        cancellationToken);

    /// <summary>What the server says of the stream of the records.</summary>
    /// <exception cref="SseStoreException">It isn't there.</exception>
    public async Task<StreamInfo> GetLogAsync(CancellationToken cancellationToken)
    {
        var log = await FindAsync(names.Stream, cancellationToken).ConfigureAwait(false) ?? throw Words.NoStream(names, names.Stream);
        IsReplicated = log.Config.NumReplicas > 1;
        return log;
    }

    /// <summary>Makes a stream.</summary>
    /// <returns>False when another stream has its subjects.</returns>
    public Task<bool> TryCreateAsync(StreamConfig config, CancellationToken cancellationToken) => AskAsync(
        async token =>
        {
            try
            {
                await _jetStream.CreateStreamAsync(config, token).ConfigureAwait(false);
                return true;
            }
            catch (NatsJSApiException exception) when (exception.Error.ErrCode == SubjectsOverlap)
            {
                return false;
            }
        },
        cancellationToken);

    /// <summary>A message of the log, as the leader of the stream has it.</summary>
    /// <returns>Null when it is gone.</returns>
    public Task<LogMessage?> GetMessageAsync(ulong sequence, CancellationToken cancellationToken) =>
        FindMessageAsync(names.Stream, new StreamMsgGetRequest { Seq = sequence }, cancellationToken);

    /// <summary>The first message from a place on that completes topics.</summary>
    /// <returns>Null when there is none.</returns>
    public Task<LogMessage?> FindCompletingAsync(ulong from, CancellationToken cancellationToken) =>
        FindMessageAsync(names.Stream, new StreamMsgGetRequest { Seq = from, NextBySubj = names.Completing }, cancellationToken);

    /// <summary>What the state has on a subject.</summary>
    /// <returns>Null when there is nothing.</returns>
    public Task<LogMessage?> GetStateAsync(string subject, CancellationToken cancellationToken) =>
        FindMessageAsync(names.State, new StreamMsgGetRequest { LastBySubj = subject }, cancellationToken);

    /// <summary>Changes what the state has on a subject, unless somebody else did.</summary>
    /// <param name="subject">The subject.</param>
    /// <param name="body">What it has from now on.</param>
    /// <param name="known">Its last message, as far as known; 0 for none.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>Whether it was changed; false when it has another last message.</returns>
    public async Task<bool> TrySetStateAsync(string subject, byte[] body, ulong known, CancellationToken cancellationToken)
    {
        var answer = await PublishAsync(subject, body, new NatsJSPubOpts { ExpectedStream = names.State, ExpectedLastSubjectSequence = known }, cancellationToken).ConfigureAwait(false);
        if (answer.Error is not { } error) return true;
        return error.ErrCode == WrongLastSequence ? false : throw Words.Refused(names, error);
    }

    /// <summary>Publishes to a stream.</summary>
    /// <returns>What the stream answered, be it a refusal.</returns>
    public Task<PubAckResponse> PublishAsync(string subject, ReadOnlyMemory<byte> body, NatsJSPubOpts options, CancellationToken cancellationToken) => AskAsync(
        async token => await _jetStream.PublishAsync(subject, body, NatsRawSerializer<ReadOnlyMemory<byte>>.Default, options, cancellationToken: token).ConfigureAwait(false),
        cancellationToken);

    /// <summary>Lets the messages before a place go.</summary>
    public Task PurgeAsync(ulong before, CancellationToken cancellationToken) => AskAsync(
        async token => await _jetStream.PurgeStreamAsync(names.Stream, new StreamPurgeRequest { Seq = before }, token).ConfigureAwait(false),
        cancellationToken);

    /// <summary>Makes a consumer.</summary>
    public Task<ConsumerInfo> CreateConsumerAsync(ConsumerConfig config, CancellationToken cancellationToken) => AskAsync(
        async token => (await _jetStream.CreateConsumerAsync(names.Stream, config, token).ConfigureAwait(false)).Info,
        cancellationToken);

    /// <summary>Ends a consumer, if the server hears of it; otherwise it ends by itself after a while.</summary>
    public async Task EndConsumerAsync(string name)
    {
        try
        {
            using var patience = new CancellationTokenSource(Patience);
            await _jetStream.DeleteConsumerAsync(names.Stream, name, patience.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is NatsException or ObjectDisposedException or IOException or OperationCanceledException)
        {
            // The server ends a consumer that nobody listens to.
        }
    }

    private Task<LogMessage?> FindMessageAsync(string stream, StreamMsgGetRequest request, CancellationToken cancellationToken) => AskAsync(
        async token =>
        {
            try
            {
                var found = await _jetStream.JSRequestResponseAsync<StreamMsgGetRequest, StreamMsgGetResponse>($"{_jetStream.Opts.Prefix}.STREAM.MSG.GET.{stream}", request, token).ConfigureAwait(false);
                return new LogMessage(found.Message.Seq, found.Message.Data, IsLast: false);
            }
            catch (NatsJSApiException exception) when (exception.Error.ErrCode == NoSuchMessage)
            {
                return (LogMessage?)null;
            }
        },
        cancellationToken);

    // Leaders are found again within seconds, and until then none of the servers answers for the others.
    private Task<T> AskAsync<T>(Func<CancellationToken, Task<T>> ask, CancellationToken cancellationToken) =>
        AgainAsync(token => AskOnceAsync(ask, token), Words.IsNoLeader, cancellationToken);

    private static async Task<T> AgainAsync<T>(Func<CancellationToken, Task<T>> ask, Func<SseStoreException, bool> passes, CancellationToken cancellationToken)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                return await ask(cancellationToken).ConfigureAwait(false);
            }
            catch (SseStoreException exception) when (passes(exception) && TimeProvider.System.GetElapsedTime(start) < ElectionPatience)
            {
                await Task.Delay(BeforeAgain, TimeProvider.System, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task<T> AskOnceAsync<T>(Func<CancellationToken, Task<T>> ask, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            return await ask(patience.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw Words.NoAnswer(names, connection, exception);
        }
        catch (NatsJSApiException exception)
        {
            throw exception.Error.ErrCode == NoSuchStream ? Words.NoStream(names, names.Stream) : Words.Refused(names, exception);
        }
        catch (Exception exception) when (exception is NatsException or ObjectDisposedException or IOException or System.Net.Sockets.SocketException)
        {
            throw Words.NoAnswer(names, connection, exception);
        }
    }
}
