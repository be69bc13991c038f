using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Sse.Testing;

/// <summary>Signs the requests of tests in, by whatever scheme is asked; all else is the application's.</summary>
internal sealed class TestAuthentication(TestRequests requests, IAuthenticationService? own) : IAuthenticationService
{
    public Task<AuthenticateResult> AuthenticateAsync(HttpContext context, string? scheme) =>
        requests.SignInOf(context, scheme) is { } signIn ? Task.FromResult(signIn) : own?.AuthenticateAsync(context, scheme) ?? Task.FromResult(AuthenticateResult.NoResult());

    public Task ChallengeAsync(HttpContext context, string? scheme, AuthenticationProperties? properties) => own?.ChallengeAsync(context, scheme, properties) ?? Answer(context, StatusCodes.Status401Unauthorized);

    public Task ForbidAsync(HttpContext context, string? scheme, AuthenticationProperties? properties) => own?.ForbidAsync(context, scheme, properties) ?? Answer(context, StatusCodes.Status403Forbidden);

    public Task SignInAsync(HttpContext context, string? scheme, ClaimsPrincipal principal, AuthenticationProperties? properties) => Own.SignInAsync(context, scheme, principal, properties);

    public Task SignOutAsync(HttpContext context, string? scheme, AuthenticationProperties? properties) => Own.SignOutAsync(context, scheme, properties);

    private IAuthenticationService Own => own ?? throw new InvalidOperationException("The application has no authentication to sign in with: it never called AddAuthentication.");

    /// <summary>Puts it in front of the application's own.</summary>
    public static void Add(IServiceCollection services)
    {
        var own = services.LastOrDefault(service => service.ServiceType == typeof(IAuthenticationService) && !service.IsKeyedService);
        if (own is not null) services.Remove(own);
        services.AddScoped<IAuthenticationService>(provider => new TestAuthentication(provider.GetRequiredService<TestRequests>(), own is null ? null : Create(provider, own)));
    }

    private static IAuthenticationService Create(IServiceProvider provider, ServiceDescriptor own) => (IAuthenticationService)(
        own.ImplementationInstance ?? own.ImplementationFactory?.Invoke(provider) ?? ActivatorUtilities.CreateInstance(provider, own.ImplementationType!));

    private static Task Answer(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    }
}
