using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Sse.Tests.Hub;

/// <summary>An application with one hub at <c>/hub/{topic?}</c>.</summary>
internal static class HubApp
{
    public static Task<TestApp> StartAsync(
        Action<SseEndpointOptions>? endpoint = null, Action<SseHubOptions>? hub = null, Action<SseOptions>? sse = null, TimeProvider? time = null, Action<WebApplication>? map = null,
        Action<IServiceCollection>? services = null) =>
        TestApp.StartAsync(
            app =>
            {
                app.MapSse<TestHub>("/hub/{topic?}", o =>
                {
                    o.TopicsArePublic = true;
                    endpoint?.Invoke(o);
                });
                map?.Invoke(app);
            },
            all =>
            {
                // What is kept of every request would hide what should not be.
                all.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning));
                all.AddSse(sse).AddHub<TestHub>(hub);
                if (time is not null) all.AddSingleton(time);
                services?.Invoke(all);
            });

    public static TestHub Hub(this TestApp app) => app.Services.GetRequiredService<TestHub>();
}
