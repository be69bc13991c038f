namespace Sse;

/// <summary>A topic of the hub as it is now.</summary>
/// <param name="Topic">Its name; empty for what is for the whole hub.</param>
/// <param name="Published">Events that came into it since its log knows it.</param>
/// <param name="Streams">How many read it, besides those who read all topics.</param>
/// <param name="Events">How many of its records the log keeps.</param>
/// <param name="Bytes">Their bytes.</param>
/// <param name="Keys">How many keys it has.</param>
/// <param name="Newest">The sequence of its newest event.</param>
/// <param name="IsComplete">Whether nothing can be published to it any more.</param>
[SseEvent("topic")]
internal readonly partial record struct TopicReport([SseKey] string Topic, Rate Published, int Streams, long Events, long Bytes, int Keys, long Newest, bool IsComplete);

/// <summary>The log doesn't know a topic any more.</summary>
/// <param name="Topic">Its name.</param>
[SseEvent("topic-gone", Removes = typeof(TopicReport))]
internal readonly partial record struct TopicGone([SseKey] string Topic);
