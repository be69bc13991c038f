using Sse.Stores.Contract;

namespace Sse.Tests.Reference;

public sealed class TestedMemoryLog : TestedLog
{
    private readonly MemoryLog _log = new();
    private MemoryLog _copy = new();

    public override bool KnowsLossesPerTopic => false;

    public override bool HasOwnClock => true;

    public override ILogStore CreateStore() => new MemoryLogStore(_log);

    public override ValueTask RecreateAsync()
    {
        Copy(new MemoryLog(), _log);
        return default;
    }

    public override ValueTask CopyAsync()
    {
        Copy(_log, _copy = new MemoryLog());
        return default;
    }

    public override ValueTask RestoreAsync()
    {
        Copy(_copy, _log);
        return default;
    }

    private static void Copy(MemoryLog from, MemoryLog to)
    {
        lock (to)
        {
            (to.Epoch, to.Newest, to.Trimmed) = (from.Epoch, from.Newest, from.Trimmed);
            (to.Records, to.Completed, to.Batches) = ([.. from.Records], new(from.Completed), new(from.Batches));
            to.Wake();
        }
    }
}
