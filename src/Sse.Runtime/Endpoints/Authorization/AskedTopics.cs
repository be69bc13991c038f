namespace Sse;

/// <summary>The topics that a request asks for.</summary>
/// <param name="Topics">The topics, unless something is wrong with them.</param>
/// <param name="Problem">What is wrong with their names, for the client to read; null when nothing is.</param>
/// <param name="Refusal">Why they are refused before anything is asked about them.</param>
internal readonly record struct AskedTopics(SseTopicSelection Topics, string? Problem = null, TopicRefusal Refusal = TopicRefusal.None);
