using System.Net.Sockets;
using System.Security.Authentication;

namespace Sse;

/// <summary>
/// The errors that another attempt may not meet again: those of the network and of servers that break off. Every other
/// one, a program's own above all, would be the same each time, so it ends the reading.
/// </summary>
internal static class Transient
{
    public static bool Is(Exception error, SseClientOptions options) => IsOfTheNetwork(error) || options.IsTransient?.Invoke(error) == true;

    private static bool IsOfTheNetwork(Exception error) => error switch
    {
        // A version that is insisted on, and not spoken there.
        HttpRequestException { HttpRequestError: HttpRequestError.VersionNegotiationError } => false,
        // What a content or the handler itself throws comes wrapped, and is told by what is inside.
        HttpRequestException { InnerException: { } cause } => cause is AuthenticationException || IsOfTheNetwork(cause),
        HttpRequestException => true,
        FileNotFoundException or DirectoryNotFoundException => false,
        // InvalidData is what a decompressing handler makes of a stream that was damaged or cut.
        IOException or SocketException or TimeoutException or InvalidDataException or OperationCanceledException => true,
        _ => false,
    };
}
