using Sse.Sqlite;
using Sse.Stores.Contract;

namespace Sse.Tests.Sqlite;

internal sealed class TestedSqliteLog : TestedLog
{
    private readonly TemporaryFolder _folder = new();

    public override bool IsShared => false;

    public override ILogStore CreateStore() => new SqliteLogStore(_folder["log.db"]);

    public override ValueTask CopyAsync()
    {
        File.Copy(_folder["log.db"], _folder["copy.db"], overwrite: true);
        return default;
    }

    public override ValueTask RestoreAsync()
    {
        foreach (var file in Directory.EnumerateFiles(_folder.Path, "log.db*")) File.Delete(file);
        File.Copy(_folder["copy.db"], _folder["log.db"]);
        return default;
    }

    public override ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return base.DisposeAsync();
    }
}
