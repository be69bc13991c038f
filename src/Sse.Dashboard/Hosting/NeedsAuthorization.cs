using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Sse;

/// <summary>A dashboard that isn't open to anyone needs somebody who decides whom it is open to.</summary>
internal sealed class NeedsAuthorization : ICheckedAtStart
{
    public static readonly NeedsAuthorization Instance = new();

    /// <summary>The application's default policy.</summary>
    public static readonly AuthorizeAttribute Default = new();

    /// <summary>Takes the default policy away where anyone may come in: else an application without authorization could not answer.</summary>
    public static void LetAnyoneIn(EndpointBuilder builder)
    {
        if (builder.Metadata.OfType<IAllowAnonymous>().Any()) builder.Metadata.Remove(Default);
    }

    public void Check(RouteEndpoint endpoint, IServiceProvider services)
    {
        if (endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null) return;
        if (services.GetService<IServiceProviderIsService>()?.IsService(typeof(IAuthorizationService)) == false)
            throw new InvalidOperationException(
                $"{endpoint.RoutePattern.RawText}: the dashboard is for authorized users only, and nobody can authorize them. Call services.AddAuthentication(…) and services.AddAuthorization(), or open it to anyone: app.MapSseDashboard(…).AllowAnonymous().");
    }
}
