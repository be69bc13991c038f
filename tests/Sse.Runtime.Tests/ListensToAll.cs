namespace Sse.Tests;

/// <summary>Tests that listen to what the whole process tells, traces and metrics: nothing else runs meanwhile.</summary>
[CollectionDefinition(nameof(ListensToAll), DisableParallelization = true)]
public class ListensToAll;
