namespace Sse.Tests.Hub;

[Test]
[SseHub(typeof(Step), typeof(Text))]
public sealed partial class TestHub;

[AttributeUsage(AttributeTargets.Class)]
public sealed class TestAttribute : Attribute;

[SseEvent("step")]
public partial record Step(long N);

[SseEvent("text")]
public partial record Text(string Value);
