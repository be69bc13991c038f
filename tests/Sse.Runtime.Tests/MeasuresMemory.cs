namespace Sse.Tests;

/// <summary>Tests that weigh the process: nothing else runs meanwhile.</summary>
[CollectionDefinition(nameof(MeasuresMemory), DisableParallelization = true)]
public class MeasuresMemory;
