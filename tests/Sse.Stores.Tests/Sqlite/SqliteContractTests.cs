using Sse.Stores.Contract;

namespace Sse.Tests.Sqlite;

public sealed class AppendingTests : AppendingContract
{
    protected override ValueTask<TestedLog> CreateLogAsync() => new(new TestedSqliteLog());
}

public sealed class NamesTests : NamesContract
{
    protected override ValueTask<TestedLog> CreateLogAsync() => new(new TestedSqliteLog());
}

public sealed class TailingTests : TailingContract
{
    protected override ValueTask<TestedLog> CreateLogAsync() => new(new TestedSqliteLog());
}

public sealed class TrimmingContractTests : TrimmingContract
{
    protected override ValueTask<TestedLog> CreateLogAsync() => new(new TestedSqliteLog());
}

public sealed class CompletionTests : CompletionContract
{
    protected override ValueTask<TestedLog> CreateLogAsync() => new(new TestedSqliteLog());
}

public sealed class RestoredTests : RestoredContract
{
    protected override ValueTask<TestedLog> CreateLogAsync() => new(new TestedSqliteLog());
}

public sealed class HubRestoredTests : HubRestoredContract
{
    protected override ValueTask<TestedLog> CreateLogAsync() => new(new TestedSqliteLog());
}

public sealed class HubContractTests : HubContract
{
    protected override ValueTask<TestedLog> CreateLogAsync() => new(new TestedSqliteLog());
}

public sealed class HubReadersContractTests : HubReadersContract
{
    protected override ValueTask<TestedLog> CreateLogAsync() => new(new TestedSqliteLog());
}

public sealed class FaultContractTests : FaultContract
{
    protected override ValueTask<TestedLog> CreateLogAsync() => new(new TestedSqliteLog());
}

public sealed class RetentionTests : RetentionContract
{
    protected override ValueTask<TestedLog> CreateLogAsync() => new(new TestedSqliteLog());
}
