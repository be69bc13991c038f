using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Sse;

/// <summary>
/// Asks from time to time whether an open stream may go on, and ends it if not: when somebody refuses or throws, or doesn't
/// answer in time.
/// </summary>
/// <remarks>Thread-safe. The timer that looks after all streams says when; the asking runs on the pool, one at a time for a stream.</remarks>
internal sealed class Reauthorization : IAsked
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly HubConnection _connection;
    private readonly RightToRead _right;
    private readonly RequestCopy _request;
    private readonly TimeSpan _interval;
    private AskState _state;

    private Reauthorization(HubConnection connection, RightToRead right, RequestCopy request, TimeSpan interval)
    {
        (_connection, _right, _request, _interval) = (connection, right, request, interval);
        _state = new AskState(connection.Host.Connections.InLaterHalfOf(interval));
    }

    /// <summary>That of a stream that is about to open, or null.</summary>
    /// <param name="http">Its request.</param>
    /// <param name="connection">Its connection.</param>
    /// <param name="interval">How often it is asked about; null for never.</param>
    public static Reauthorization? Of(HttpContext http, HubConnection connection, TimeSpan? interval) =>
        interval is { } every && http.Features.Get<RightToRead>() is { } right ? new Reauthorization(connection, right, new RequestCopy(http), every) : null;

    /// <summary>Whether <see cref="LookAfter"/> has something to do.</summary>
    public bool IsDue(long now) => _state.IsDue(now);

    /// <summary>Has it asked about, or gives up. Doesn't wait.</summary>
    public void LookAfter(long now)
    {
        switch (_state.Tick(now))
        {
            case AskStep.Ask:
                _connection.Host.Asks.Add(this);
                break;
            case AskStep.GiveUp:
                ThreadPool.UnsafeQueueUserWorkItem(static self => self.GiveUp(), this, preferLocal: false);
                break;
        }
    }

    async Task IAsked.AskAsync()
    {
        if (_connection.Closed.IsCancellationRequested || !_state.TryStart(_connection.Host.Connections.After(Patience))) return;
        // Others have their turn when the stream is over, whatever becomes of what is asked: it may block its thread.
        var asking = Task.Run(AskOnceAsync);
        await ((Task)asking).WaitAsync(_connection.Closed).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!asking.IsCompletedSuccessfully || _connection.Closed.IsCancellationRequested) return;
        if (await asking.ConfigureAwait(false)) _state.TryGrant(_connection.Host.Connections.InLaterHalfOf(_interval));
        else if (_state.End()) _connection.Close(SseDisconnectReason.Unauthorized);
    }

    private async Task<bool> AskOnceAsync()
    {
        try
        {
            if (_request.MakeScope() is not { } scope) return await AskAsync(services: null).ConfigureAwait(false);
            await using (scope.ConfigureAwait(false)) return await AskAsync(scope.ServiceProvider).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            // It may not be able to go on without its client, or without its host.
            if (!_connection.Closed.IsCancellationRequested) _connection.Host.Logger.ReauthorizationFailed(exception);
            return false;
        }
    }

    private async ValueTask<bool> AskAsync(IServiceProvider? services)
    {
        var http = _request.Make(services, _connection.Closed);
        // Where the application finds its request by it, it must find this one.
        var accessor = services?.GetService<IHttpContextAccessor>();
        if (accessor is not null) accessor.HttpContext = http;
        try
        {
            return await _right.IsHeldAsync(http).ConfigureAwait(false);
        }
        finally
        {
            if (accessor is not null) accessor.HttpContext = null;
        }
    }

    private void GiveUp()
    {
        _connection.Host.Logger.ReauthorizationFailed(new TimeoutException($"It has lasted longer than {Patience.TotalSeconds} s."));
        _connection.Close(SseDisconnectReason.Unauthorized);
    }
}
