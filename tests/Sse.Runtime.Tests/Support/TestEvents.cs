namespace Sse.Tests;

[SseEvent("tick")]
internal partial record Tick(int N);

/// <summary>Named as the standard's default, so without an event line.</summary>
[SseEvent("message")]
internal partial record Note(string Text);

/// <summary>Fails in the middle of its frame when the value has no JSON form.</summary>
[SseEvent("reading")]
internal readonly partial record struct Reading(double Value);

/// <summary>Fails for a reason of its own when it is written.</summary>
[SseEvent("failing")]
internal partial record Failing(int N)
{
    public int Broken => throw new InvalidOperationException($"on purpose: {N}");
}
