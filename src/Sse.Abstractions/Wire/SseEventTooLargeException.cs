using System.Globalization;

namespace Sse;

/// <summary>A stream holds an event, or a line, larger than the reader accepts. The rest of that stream can't be read.</summary>
#pragma warning disable RCS1194 // Without its limit this exception would say nothing.
public sealed class SseEventTooLargeException : IOException
#pragma warning restore RCS1194
{
    /// <summary>Creates the exception for a limit.</summary>
    /// <param name="maxEventBytes">The limit that was passed, in bytes.</param>
    public SseEventTooLargeException(int maxEventBytes)
        : base(string.Create(CultureInfo.InvariantCulture, $"The stream holds an event larger than the limit of {maxEventBytes} bytes (MaxEventBytes).")) =>
        MaxEventBytes = maxEventBytes;

    /// <summary>The limit that was passed, in bytes.</summary>
    public int MaxEventBytes { get; }
}
