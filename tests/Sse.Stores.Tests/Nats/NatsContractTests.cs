using Sse.Stores.Contract;

namespace Sse.Tests.Nats;

public sealed class AppendingContractTests : AppendingContract
{
    protected override ValueTask<TestedLog> CreateLogAsync() => TestedNatsLog.CreateAsync();
}

public sealed class NamesContractTests : NamesContract
{
    protected override ValueTask<TestedLog> CreateLogAsync() => TestedNatsLog.CreateAsync();
}

public sealed class TailingContractTests : TailingContract
{
    protected override ValueTask<TestedLog> CreateLogAsync() => TestedNatsLog.CreateAsync();
}

public sealed class TrimmingContractTests : TrimmingContract
{
    protected override ValueTask<TestedLog> CreateLogAsync() => TestedNatsLog.CreateAsync();
}

public sealed class CompletionContractTests : CompletionContract
{
    protected override ValueTask<TestedLog> CreateLogAsync() => TestedNatsLog.CreateAsync();
}

public sealed class ReplacedContractTests : ReplacedContract
{
    protected override ValueTask<TestedLog> CreateLogAsync() => TestedNatsLog.CreateAsync();
}

public sealed class RestoredContractTests : RestoredContract
{
    protected override ValueTask<TestedLog> CreateLogAsync() => TestedNatsLog.CreateAsync();
}

public sealed class NodesContractTests : NodesContract
{
    protected override ValueTask<TestedLog> CreateLogAsync() => TestedNatsLog.CreateAsync();
}

public sealed class HubContractTests : HubContract
{
    protected override ValueTask<TestedLog> CreateLogAsync() => TestedNatsLog.CreateAsync();
}

public sealed class HubReadersContractTests : HubReadersContract
{
    protected override ValueTask<TestedLog> CreateLogAsync() => TestedNatsLog.CreateAsync();
}

public sealed class HubNodesContractTests : HubNodesContract
{
    protected override ValueTask<TestedLog> CreateLogAsync() => TestedNatsLog.CreateAsync();
}

public sealed class HubReplacedContractTests : HubReplacedContract
{
    protected override ValueTask<TestedLog> CreateLogAsync() => TestedNatsLog.CreateAsync();
}

public sealed class HubRestoredContractTests : HubRestoredContract
{
    protected override ValueTask<TestedLog> CreateLogAsync() => TestedNatsLog.CreateAsync();
}

public sealed class FaultContractTests : FaultContract
{
    protected override ValueTask<TestedLog> CreateLogAsync() => TestedNatsLog.CreateAsync();
}

public sealed class RetentionContractTests : RetentionContract
{
    protected override ValueTask<TestedLog> CreateLogAsync() => TestedNatsLog.CreateAsync();
}

public sealed class LaggingContractTests : LaggingContract
{
    protected override ValueTask<TestedLog> CreateLogAsync() => TestedNatsLog.CreateAsync();
}

public sealed class EngineContractTests : EngineContract
{
    protected override ValueTask<TestedLog> CreateLogAsync() => TestedNatsLog.CreateAsync();
}
