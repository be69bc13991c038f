using System.Text;

namespace Sse.Tests.Harness;

/// <summary>A core that keeps what a hub does to it.</summary>
internal sealed class RecordingCore : SseHubCore
{
    private long _sequence;

    public List<string> Calls { get; } = [];

    public override int SubscriberCount => 7;

    public override SsePosition Position => new("test", _sequence);

    public override void Complete(SseTopicSelection topics) => Calls.Add($"complete {Name(topics)}");

    public override int Disconnect(SseTopicSelection topics, Predicate<SseSubscriber>? which = null)
    {
        Calls.Add($"disconnect {Name(topics)}");
        return 3;
    }

    public override int CountSubscribers(SseTopicSelection topics) => topics.Count;

    public override async IAsyncEnumerable<SseHubMessage> SubscribeAsync(
        SseTopicSelection topics, SseStart from, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await Task.CompletedTask;
        yield break;
    }

    protected override void Append(SseTopicSelection topics, ref SseFrameWriter frame)
    {
        _sequence++;
        Calls.Add($"{Name(topics)} {Encoding.UTF8.GetString(frame.Written)}");
    }

    protected override ValueTask<SsePosition> AppendAsync(SseTopicSelection topics, ref SseFrameWriter frame, CancellationToken cancellationToken)
    {
        Append(topics, ref frame);
        return new(Position);
    }

    protected override void Dispose(bool disposing) => Calls.Add("dispose");

    private static string Name(SseTopicSelection topics) => topics.IsAll ? "all" : topics.Count == 0 ? "hub" : string.Join('+', topics);
}
