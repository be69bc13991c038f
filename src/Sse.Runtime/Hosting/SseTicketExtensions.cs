using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Sse;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds one-time tickets.</summary>
public static class SseTicketExtensions
{
    /// <summary>
    /// Adds the authentication scheme of one-time tickets, <see cref="SseTicketDefaults.AuthenticationScheme"/>: an EventSource can't send
    /// headers, so who may read a stream is given a ticket by a POST to its address and opens it with the query <c>ticket</c>. Endpoints
    /// take part that set <see cref="SseEndpointOptions.AcceptsTickets"/>.
    /// </summary>
    /// <param name="builder">What <c>AddAuthentication</c> returned.</param>
    /// <param name="configure">Changes the defaults. What it sets is validated when the application starts.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    /// <remarks>Tickets are made with Data Protection: nodes that serve one stream need the same keys.</remarks>
    public static AuthenticationBuilder AddSseTicket(this AuthenticationBuilder builder, Action<SseTicketOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddSingleton<TicketProtection>();
        builder.Services.TryAddSingleton<ReturnProtection>();
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<MatcherPolicy, TicketStream.Policy>());
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<SseTicketOptions>, TicketOptionsValidator>());
        builder.Services.AddOptions<SseTicketOptions>(SseTicketDefaults.AuthenticationScheme).ValidateOnStart();
        return builder.AddScheme<SseTicketOptions, TicketHandler>(SseTicketDefaults.AuthenticationScheme, configure);
    }
}
