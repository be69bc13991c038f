namespace Sse;

/// <summary>Makes what a reader wants of an event; false passes the event over, and nothing is allocated for it.</summary>
internal delegate bool FrameConverter<T>(in SseFrame frame, ReadingStatus status, out T item);
