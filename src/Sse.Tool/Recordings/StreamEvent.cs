namespace Sse.Tool.Recordings;

/// <summary>An event as a client is given it.</summary>
/// <param name="Type">Its type.</param>
/// <param name="Data">Its data.</param>
/// <param name="Id">The id in its own block; null where there is none.</param>
/// <param name="LastEventId">What a client says when it comes back after this event.</param>
/// <param name="At">When it was whole.</param>
internal sealed record StreamEvent(string Type, string Data, string? Id, string LastEventId, TimeSpan At);
