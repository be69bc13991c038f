namespace Sse;

/// <summary>What came of a request: an answer and the address that gave it, or the network's error that another attempt may not meet.</summary>
internal readonly record struct Sent(HttpResponseMessage? Response, Uri Address, Exception? Error);
