using Microsoft.Extensions.DependencyInjection;
using Sse.Benchmarks.Events;

namespace Sse.Benchmarks.Stores;

/// <summary>Logs in files.</summary>
internal sealed class SqliteEngine : IStoreEngine
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("sse-bench-");

    public string Name => "SQLite";

    public bool IsShared => false;

    public Task PrepareAsync(string log) => Task.CompletedTask;

    public void Use(SseHubBuilder<BenchmarkHub> hub, string log) => hub.UseSqlite(Path.Combine(_folder.FullName, $"{log}.db"));

    public ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }
}
