using Microsoft.AspNetCore.Mvc.Testing;

namespace Sse.Testing;

/// <summary>Makes applications testable.</summary>
public static class SseTestingExtensions
{
    /// <summary>Starts an application with a clock that tests move, requests that they sign in, and streams that they read.</summary>
    /// <typeparam name="TProgram">A type of the application's assembly, such as its <c>Program</c>.</typeparam>
    /// <param name="factory">What builds it. It is disposed of with what is returned.</param>
    /// <param name="configure">Changes the defaults.</param>
    /// <returns>The application. Dispose of it.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="factory"/> is null.</exception>
    public static SseTestApp<TProgram> WithSse<TProgram>(this WebApplicationFactory<TProgram> factory, Action<SseTestOptions>? configure = null)
        where TProgram : class
    {
        ArgumentNullException.ThrowIfNull(factory);
        var options = new SseTestOptions();
        configure?.Invoke(options);
        return new SseTestApp<TProgram>(factory, options);
    }
}
