using System.Runtime.CompilerServices;

namespace Sse.Benchmarks.Publishing;

/// <summary>A core whose log keeps nothing but the number of bytes: what is left is the way to it.</summary>
internal sealed class NullCore : SseHubCore
{
    private long _bytes;

    public override int SubscriberCount => 0;

    public override SsePosition Position => new("null", _bytes);

    public override void Complete(SseTopicSelection topics) => _bytes = 0;

    public override int Disconnect(SseTopicSelection topics, Predicate<SseSubscriber>? which = null) => 0;

    public override int CountSubscribers(SseTopicSelection topics) => 0;

    public override async IAsyncEnumerable<SseHubMessage> SubscribeAsync(
        SseTopicSelection topics, SseStart from, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await Task.CompletedTask;
        yield break;
    }

    protected override void Append(SseTopicSelection topics, ref SseFrameWriter frame) => _bytes += frame.Written.Length;

    protected override ValueTask<SsePosition> AppendAsync(SseTopicSelection topics, ref SseFrameWriter frame, CancellationToken cancellationToken)
    {
        _bytes += frame.Written.Length;
        return new(Position);
    }

    protected override void Dispose(bool disposing) => _bytes = 0;
}
