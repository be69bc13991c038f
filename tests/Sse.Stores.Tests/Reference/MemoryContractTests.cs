using Sse.Stores.Contract;

namespace Sse.Tests.Reference;

public sealed class AppendingTests : AppendingContract
{
    protected override ValueTask<TestedLog> CreateLogAsync() => new(new TestedMemoryLog());
}

public sealed class NamesTests : NamesContract
{
    protected override ValueTask<TestedLog> CreateLogAsync() => new(new TestedMemoryLog());
}

public sealed class TailingTests : TailingContract
{
    protected override ValueTask<TestedLog> CreateLogAsync() => new(new TestedMemoryLog());
}

public sealed class TrimmingTests : TrimmingContract
{
    protected override ValueTask<TestedLog> CreateLogAsync() => new(new TestedMemoryLog());
}

public sealed class CompletionTests : CompletionContract
{
    protected override ValueTask<TestedLog> CreateLogAsync() => new(new TestedMemoryLog());
}

public sealed class ReplacedTests : ReplacedContract
{
    protected override ValueTask<TestedLog> CreateLogAsync() => new(new TestedMemoryLog());
}

public sealed class RestoredTests : RestoredContract
{
    protected override ValueTask<TestedLog> CreateLogAsync() => new(new TestedMemoryLog());
}

public sealed class NodesTests : NodesContract
{
    protected override ValueTask<TestedLog> CreateLogAsync() => new(new TestedMemoryLog());
}

public sealed class HubTests : HubContract
{
    protected override ValueTask<TestedLog> CreateLogAsync() => new(new TestedMemoryLog());
}

public sealed class HubNodesTests : HubNodesContract
{
    protected override ValueTask<TestedLog> CreateLogAsync() => new(new TestedMemoryLog());
}

public sealed class FaultTests : FaultContract
{
    protected override ValueTask<TestedLog> CreateLogAsync() => new(new TestedMemoryLog());
}

public sealed class RetentionTests : RetentionContract
{
    protected override ValueTask<TestedLog> CreateLogAsync() => new(new TestedMemoryLog());
}

public sealed class HubReadersTests : HubReadersContract
{
    protected override ValueTask<TestedLog> CreateLogAsync() => new(new TestedMemoryLog());
}
