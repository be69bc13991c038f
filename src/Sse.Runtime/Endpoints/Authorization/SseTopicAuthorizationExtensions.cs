using Microsoft.AspNetCore.Authorization;
using Sse;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Says who may read which topics.</summary>
public static class SseTopicAuthorizationExtensions
{
    /// <summary>
    /// Asks a policy about each topic that a stream of the endpoint is to read, wherever its name came from: with a
    /// <see cref="SseTopicResource"/> as its resource, before the stream opens, and again whenever a client comes back. One
    /// topic that is refused refuses the request, with 401 when nobody has signed in and 403 otherwise.
    /// </summary>
    /// <typeparam name="TBuilder">What the endpoint, or a group of them, was mapped with.</typeparam>
    /// <param name="builder">What <c>MapSse</c> returned; or an endpoint, a group or controllers that answer <c>SseResults.Subscribe</c>.</param>
    /// <param name="policy">The policy's name. Called several times, all must agree.</param>
    /// <returns>For further conventions.</returns>
    /// <exception cref="ArgumentException"><paramref name="policy"/> is empty.</exception>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <remarks>
    /// It needs <c>AddAuthorization</c>, which is found missing when the application starts. A policy that throws refuses, and
    /// so does a name that is no policy's. What is published to the whole hub needs only the endpoint's own authorization.
    /// </remarks>
    public static TBuilder RequireTopicAuthorization<TBuilder>(this TBuilder builder, string policy)
        where TBuilder : IEndpointConventionBuilder
    {
        ArgumentException.ThrowIfNullOrEmpty(policy);
        return Add(builder, new TopicPolicy(policy));
    }

    /// <inheritdoc cref="RequireTopicAuthorization{TBuilder}(TBuilder, string)"/>
    /// <param name="builder">What <c>MapSse</c> returned; or an endpoint, a group or controllers that answer <c>SseResults.Subscribe</c>.</param>
    /// <param name="policy">The policy. Called several times, all must agree.</param>
    public static TBuilder RequireTopicAuthorization<TBuilder>(this TBuilder builder, AuthorizationPolicy policy)
        where TBuilder : IEndpointConventionBuilder
    {
        ArgumentNullException.ThrowIfNull(policy);
        return Add(builder, new TopicPolicy(policy));
    }

    /// <inheritdoc cref="RequireTopicAuthorization{TBuilder}(TBuilder, string)"/>
    /// <param name="builder">What <c>MapSse</c> returned; or an endpoint, a group or controllers that answer <c>SseResults.Subscribe</c>.</param>
    /// <param name="configurePolicy">Makes the policy. Called several times, all must agree.</param>
    public static TBuilder RequireTopicAuthorization<TBuilder>(this TBuilder builder, Action<AuthorizationPolicyBuilder> configurePolicy)
        where TBuilder : IEndpointConventionBuilder
    {
        ArgumentNullException.ThrowIfNull(configurePolicy);
        var policy = new AuthorizationPolicyBuilder();
        configurePolicy(policy);
        return Add(builder, new TopicPolicy(policy.Build()));
    }

    private static TBuilder Add<TBuilder>(TBuilder builder, TopicPolicy policy)
        where TBuilder : IEndpointConventionBuilder
    {
        if (builder is null) throw new ArgumentNullException(nameof(builder));
        builder.Add(endpoint => endpoint.Metadata.Add(policy));
        return builder;
    }
}
