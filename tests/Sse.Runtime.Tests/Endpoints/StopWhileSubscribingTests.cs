using System.Net;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Builder;
using Sse.Tests.Hub;

namespace Sse.Tests.Endpoints;

/// <summary>The host begins to stop at each place where a request for a hub's stream can wait.</summary>
public class StopWhileSubscribingTests
{
    private readonly TaskCompletionSource _entered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _go = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public enum Place
    {
        BeforeTheEndpoint,
        WhileItsTopicIsAuthorized,
        WhileItIsAsked,
        WhileTheHeadersLeave,
        WithinASnapshot,
    }

    [Theory]
    [InlineData(Place.BeforeTheEndpoint)]
    [InlineData(Place.WhileItsTopicIsAuthorized)]
    [InlineData(Place.WhileItIsAsked)]
    [InlineData(Place.WhileTheHeadersLeave)]
    [InlineData(Place.WithinASnapshot)]
    public async Task Its_client_is_told_to_come_back_and_sees_a_clean_end(Place place)
    {
        var reasons = new List<SseDisconnectReason>();
        await using var app = await TestAppAsync(place, reasons);
        var opening = app.OpenAsync("/here");
        await _entered.Task.Bounded();

        var stop = app.StopAsync();
        await Wait.Until(() => app.Lifetime.ApplicationStopping.IsCancellationRequested);
        _go.SetResult();

        using var client = await opening;
        client.Response.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await client.RestAsync())[^1].ShouldMatch("retry: [1-5][0-9]{3}$");
        await stop;
        reasons.ShouldBe([SseDisconnectReason.Stopping]);
        app.Hub().SubscriberCount.ShouldBe(0);
        app.Log.Errors.ShouldBeEmpty();
    }

    private Task<TestApp> TestAppAsync(Place place, List<SseDisconnectReason> reasons) => HubApp.StartAsync(map: app =>
    {
        app.Use(async (http, next) =>
        {
            if (place == Place.BeforeTheEndpoint) await WaitAsync();
            if (place == Place.WhileTheHeadersLeave) http.Response.OnStarting(WaitAsync);
            await next(http);
        });
        app.MapSse<TestHub>("/here", o =>
        {
            if (place == Place.WhileItsTopicIsAuthorized)
            {
                o.Topics = _ => "a";
                o.AuthorizeTopic = async _ =>
                {
                    await WaitAsync();
                    return true;
                };
            }
            if (place == Place.WhileItIsAsked) o.OnConnecting = async _ => await WaitAsync();
            if (place == Place.WithinASnapshot) o.Snapshot = (_, ct) => SnapshotAsync(ct);
            o.OnDisconnected = (_, reason) => reasons.Add(reason);
        });
    });

    private async IAsyncEnumerable<SseEnvelope> SnapshotAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return SseEnvelope.Of(new Step(1));
        await WaitAsync();
        await Wait.Forever(cancellationToken);
    }

    private Task WaitAsync()
    {
        _entered.TrySetResult();
        return _go.Task.Bounded();
    }
}
