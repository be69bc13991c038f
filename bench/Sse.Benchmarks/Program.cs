using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Perfolizer.Horology;
using Sse.Benchmarks.Listening;
using Sse.Benchmarks.Log;
using Sse.Benchmarks.Stores;

if (args is ["--locks"])
{
    LockHolds.Measure();
    return;
}

if (args is ["--hidden"])
{
    HiddenPositions.Measure();
    return;
}

if (args is ["--stores"])
{
    await StoreCosts.MeasureAsync();
    return;
}

if (args is ["--listener", var server, .. var rest])
{
    await ListenerCost.MeasureAsync(rest is [var rounds] ? int.Parse(rounds, System.Globalization.CultureInfo.InvariantCulture) : 5, server);
    return;
}

// In process: benchmarks of one class run next to each other under the same load, and only their ratios are of interest.
// Many short iterations, so that on a busy machine some are undisturbed and the minimum means something.
var job = Job.Default
    .WithToolchain(InProcessEmitToolchain.Instance)
    .WithWarmupCount(40)
    .WithIterationCount(120)
    .WithIterationTime(TimeInterval.FromMilliseconds(10));
var config = ManualConfig.CreateEmpty()
    .AddJob(job)
    .AddLogger(ConsoleLogger.Default)
    .AddDiagnoser(MemoryDiagnoser.Default)
    .AddColumnProvider(DefaultColumnProviders.Instance)
    .AddColumn(StatisticColumn.Min)
    .AddLogicalGroupRules(BenchmarkLogicalGroupRule.ByCategory)
    .HideColumns(Column.Job, Column.Toolchain, Column.WarmupCount, Column.IterationCount, Column.IterationTime, Column.Categories);
BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args, config);
