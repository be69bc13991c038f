using System.Text;

namespace Sse.Tests.Harness;

/// <summary>A core that keeps what a hub does to it.</summary>
internal sealed class RecordingCore : SseHubCore
{
    private long _sequence;

    public List<string> Calls { get; } = [];

    /// <summary>The data that is the newest of every key, or null.</summary>
    public string? Latest { get; init; }

    public override int SubscriberCount => 7;

    public override SsePosition Position => new("test", _sequence);

    public override void Complete(SseTopicSelection topics) => Calls.Add($"complete {Name(topics)}");

    public override int Disconnect(SseTopicSelection topics, Predicate<SseSubscriber>? which = null, bool forGood = false)
    {
        Calls.Add($"disconnect {Name(topics)}{(forGood ? " for good" : "")}");
        return 3;
    }

    public override int DisconnectClaim(string type, string value, bool forGood)
    {
        Calls.Add($"disconnect claim {type}={value}");
        return 3;
    }

    public override int CountSubscribers(SseTopicSelection topics) => topics.Count;

    public override async IAsyncEnumerable<SseHubMessage> ReadAllAsync(
        SseTopicSelection topics, SseStart from, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await Task.CompletedTask;
        yield break;
    }

    public override SseLatest GetLatest(SseTopicSelection topics) => new(Position, isComplete: true, []);

    internal override void Append(scoped in SseAppend append)
    {
        _sequence++;
        var key = append.IsKeyed ? $"{(append.IsRemoval ? "removes" : "key")} {Encoding.UTF8.GetString(append.Key).Replace('\n', ' ')} " : "";
        Calls.Add($"{Name(append.Topics)} {key}{Encoding.UTF8.GetString(append.Frame)}");
    }

    internal override ValueTask<SsePosition> AppendAsync(scoped in SseAppend append)
    {
        if (append.CancellationToken.IsCancellationRequested) return ValueTask.FromCanceled<SsePosition>(append.CancellationToken);
        Append(append);
        return new(Position);
    }

    internal override bool TryReadLatest(SseTopicSelection topics, scoped ReadOnlySpan<byte> key, ref SseFrameWriter data, out SsePosition position)
    {
        Calls.Add($"latest {Name(topics)} {Encoding.UTF8.GetString(key).Replace('\n', ' ')}");
        position = Position;
        if (Latest is null) return false;
        data.WriteRaw(Encoding.UTF8.GetBytes(Latest));
        return true;
    }

    protected override void Dispose(bool disposing) => Calls.Add("dispose");

    private static string Name(SseTopicSelection topics) => topics.IsAll ? "all" : topics.Count == 0 ? "hub" : string.Join('+', topics);
}
