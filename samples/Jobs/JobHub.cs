using System.Text.Json.Serialization;
using Sse;

// Each job is a topic, and of a job only its newest state matters.
[SseKey]
[SseEvent("job")]
internal sealed partial record JobChanged(string Title, JobState State, int Done, int Of);

[JsonConverter(typeof(JsonStringEnumConverter<JobState>))]
internal enum JobState { Waiting, Running, Finished, Failed }

[SseHub(typeof(JobChanged), Topics = SseTopics.Required)]
internal sealed partial class JobHub;
