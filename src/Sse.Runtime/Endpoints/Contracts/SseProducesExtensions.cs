using Sse;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Says what the streams of endpoints hold.</summary>
public static class SseProducesExtensions
{
    /// <summary>
    /// Says that the endpoint's streams hold events of a type, for documents that describe the API. Called several times, any of the
    /// types may come. Streams of hubs need none: their hub says it.
    /// </summary>
    /// <typeparam name="T">A type with <see cref="SseEventAttribute"/>.</typeparam>
    /// <param name="builder">What the endpoint was mapped with.</param>
    /// <returns>For further conventions.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    public static RouteHandlerBuilder ProducesSse<T>(this RouteHandlerBuilder builder)
        where T : ISseEvent<T>
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.WithMetadata(new ProducesSseAttribute<T>());
    }
}
