namespace Sse.Tests;

[SseHub(typeof(Level), typeof(LevelGone), typeof(Weather), typeof(Note))]
internal sealed partial class BoardHub;

[SseEvent("level")]
internal partial record Level([property: SseKey] string Id, int Value);

[SseEvent("level-gone", Removes = typeof(Level))]
internal partial record LevelGone([property: SseKey] string Id);

[SseEvent("weather")]
[SseKey]
internal partial record Weather(string Sky);

[SseEvent("note")]
internal partial record Note(string Text);
