using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Sse.Tests.Hub;

namespace Sse.Tests.Connections;

/// <summary>A middleware wraps one client's body and blocks the thread that writes: nobody else waits for that.</summary>
public sealed class BlockingMiddlewareTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly ManualResetEventSlim _release = new();
    private readonly TaskCompletionSource _blocked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _blocks;

    [Fact]
    public async Task Delivery_to_others_goes_on()
    {
        await using var app = await StartAsync();
        using var blocking = await app.OpenAsync("/hub?blocks");
        using var other = await app.OpenAsync("/hub");
        await blocking.NextAsync();
        await other.NextAsync();
        _blocks = true;

        app.Hub().Publish(new Step(1));
        await _blocked.Task.Bounded();
        (await other.NextAsync())!.ShouldEndWith("data: {\"n\":1}");
        app.Hub().Publish(new Step(2));
        (await other.NextAsync())!.ShouldEndWith("data: {\"n\":2}");

        _release.Set();
        (await blocking.NextAsync())!.ShouldEndWith("data: {\"n\":1}");
        (await blocking.NextAsync())!.ShouldEndWith("data: {\"n\":2}");
    }

    [Theory]
    [InlineData("/hub")]
    [InlineData("/stream")]
    public async Task Heartbeats_of_others_go_on(string path)
    {
        await using var app = await StartAsync();
        using var other = await app.OpenAsync(path);
        using var blocking = await app.OpenAsync($"{path}?blocks");
        await blocking.NextAsync();
        await other.NextAsync();
        _blocks = true;

        // On the thread that looks after all of them.
        await Task.Run(() => _time.Advance(TimeSpan.FromSeconds(15)), TestContext.Current.CancellationToken).Bounded();
        await _blocked.Task.Bounded();
        (await other.NextAsync()).ShouldBe(":");

        _release.Set();
        (await blocking.NextAsync()).ShouldBe(":");
    }

    [Fact]
    public async Task One_who_disconnects_others_does_not_wait()
    {
        await using var app = await StartAsync();
        using var blocking = await app.OpenAsync("/hub?blocks");
        await blocking.NextAsync();
        _blocks = true;

        (await Task.Run(() => app.Hub().Disconnect(), TestContext.Current.CancellationToken).Bounded()).ShouldBe(1);
        await _blocked.Task.Bounded();

        _release.Set();
        (await blocking.RestAsync()).ShouldHaveSingleItem().ShouldStartWith("retry: ");
    }

    public void Dispose()
    {
        _release.Set();
        _release.Dispose();
    }

    private Task<TestApp> StartAsync() => TestApp.StartAsync(
        app =>
        {
            app.Use((http, next) =>
            {
                if (http.Request.Query.ContainsKey("blocks")) http.Response.Body = new BlockingBody(http.Response.Body, this);
                return next(http);
            });
            app.MapSse<TestHub>("/hub");
            app.MapGet("/stream", () => SseResults.Stream((_, ct) => Wait.Forever(ct)));
        },
        services => services.AddSingleton<TimeProvider>(_time).AddSse().AddHub<TestHub>());

    private sealed class BlockingBody(Stream inner, BlockingMiddlewareTests test) : MemoryStream
    {
        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (test._blocks)
            {
                test._blocked.TrySetResult();
                test._release.Wait(cancellationToken);
            }
            return inner.WriteAsync(buffer, cancellationToken);
        }

        public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);
    }
}
