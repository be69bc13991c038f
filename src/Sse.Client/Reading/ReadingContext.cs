using Microsoft.Extensions.Logging;

namespace Sse;

/// <summary>What all readings of a client share.</summary>
internal sealed record ReadingContext(SseClientOptions Options, StreamSender Sender, ILogger Logger, ClientMetrics Metrics);
