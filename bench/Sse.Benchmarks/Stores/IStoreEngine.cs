using Sse.Benchmarks.Events;

namespace Sse.Benchmarks.Stores;

/// <summary>An engine that is measured.</summary>
internal interface IStoreEngine : IAsyncDisposable
{
    string Name { get; }

    /// <summary>Whether several nodes may have one log.</summary>
    bool IsShared { get; }

    /// <summary>Makes a log.</summary>
    Task PrepareAsync(string log);

    /// <summary>Lets a hub use a log.</summary>
    void Use(SseHubBuilder<BenchmarkHub> hub, string log);
}
