using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Sse;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Serves a live page of the application's hubs.</summary>
public static class SseDashboardExtensions
{
    private static readonly string[] Get = [HttpMethods.Get];
    private static readonly string[] Post = [HttpMethods.Post];

    /// <summary>
    /// Maps a page that shows the application's hubs as they are: topics, streams, rates, lag, gaps, conflation, retention and stores, and a
    /// tail of their events. It is live from a hub of its own, loads nothing from elsewhere, and costs next to nothing while nobody
    /// watches. Only authorized users see it, by the application's default policy; <c>RequireAuthorization("…")</c> on what this returns adds
    /// another, <c>AllowAnonymous()</c> opens it to anyone.
    /// </summary>
    /// <param name="endpoints">The application or a route group.</param>
    /// <param name="pattern">The page's route; what it loads and asks for is below it.</param>
    /// <param name="configure">Changes the defaults.</param>
    /// <returns>For further conventions, which hold for all of its endpoints.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="endpoints"/> or <paramref name="pattern"/> is null.</exception>
    /// <exception cref="InvalidOperationException">The application hasn't called <c>AddSse</c>.</exception>
    /// <remarks>The application doesn't start when nobody can authorize users: without <c>AddAuthorization</c> and <c>AllowAnonymous()</c>.</remarks>
    public static IEndpointConventionBuilder MapSseDashboard(
        this IEndpointRouteBuilder endpoints, [StringSyntax("Route")] string pattern = "/sse", Action<SseDashboardOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(pattern);
        var services = endpoints.ServiceProvider;
        if (services.GetService<SseStreams>() is null) throw new InvalidOperationException("The application has no hubs to show. Call services.AddSse().AddHub<…>() before the application is built.");
        var options = new SseDashboardOptions();
        configure?.Invoke(options);

        var hubs = new WatchedHubs(services.GetServices<IHostedHub>);
        var dashboard = new Lazy<Dashboard>(() => Dashboard.Create(hubs, options, services));
        var time = services.GetService<TimeProvider>() ?? TimeProvider.System;
        var title = options.Title ?? services.GetService<IHostEnvironment>()?.ApplicationName ?? "Sse";
        var group = endpoints.MapGroup(pattern);
        group.MapMethods("", Get, new DashboardPage(title, options).WriteAsync);
        group.MapMethods("dashboard.js", Get, DashboardPage.Script.WriteAsync);
        group.MapMethods("dashboard.css", Get, DashboardPage.Style.WriteAsync);
        group.MapMethods("live", Get, http => dashboard.Value.StreamAsync(http)).Add(EndpointMetadata.AddTo);
        if (options.AllowTail) group.MapMethods("tail", Get, new TailEndpoint(hubs, time).StreamAsync).Add(EndpointMetadata.AddTo);
        if (options.AllowPublish) group.MapMethods("publish", Post, new PublishEndpoint(hubs, time).AnswerAsync);
        if (options.AllowDisconnect) group.MapMethods("disconnect", Post, new DisconnectEndpoint(hubs).AnswerAsync);
        group.WithDisplayName($"Sse dashboard {pattern}");
        group.ExcludeFromDescription().WithMetadata(NeedsAuthorization.Instance, NeedsAuthorization.Default);
        ((IEndpointConventionBuilder)group).Finally(NeedsAuthorization.LetAnyoneIn);
        return group;
    }
}
