namespace Sse.Nats;

/// <summary>A message of the stream.</summary>
/// <param name="Sequence">Its place in the stream.</param>
/// <param name="Body">What was published.</param>
/// <param name="IsLast">Whether no more was waiting for its reader when it was sent.</param>
internal readonly record struct LogMessage(ulong Sequence, ReadOnlyMemory<byte> Body, bool IsLast);
