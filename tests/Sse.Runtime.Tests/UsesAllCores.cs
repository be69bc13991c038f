namespace Sse.Tests;

/// <summary>Tests with thousands of connections: nothing else runs meanwhile.</summary>
[CollectionDefinition(nameof(UsesAllCores), DisableParallelization = true)]
public class UsesAllCores;
