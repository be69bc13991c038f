using BenchmarkDotNet.Attributes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Sse.Benchmarks.Events;

namespace Sse.Benchmarks.Publishing;

/// <summary>Publishing on a request's stream whose response goes nowhere.</summary>
public class PublishBenchmarks
{
    private readonly TaskCompletionSource _end = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private WebApplication _app = null!;
    private SseStream _stream = null!;
    private Task _request = Task.CompletedTask;

    [GlobalSetup]
    public async Task Setup()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Services.AddSse();
        _app = builder.Build();
        var http = new DefaultHttpContext { RequestServices = _app.Services };
        http.Features.Set<IHttpResponseBodyFeature>(new NullBody());
        var opened = new TaskCompletionSource<SseStream>(TaskCreationOptions.RunContinuationsAsynchronously);
        _request = http.OpenSseStream(async (stream, _) =>
        {
            opened.SetResult(stream);
            await _end.Task;
        });
        _stream = await opened.Task;
    }

    [Benchmark]
    public void Small()
    {
        var publish = _stream.PublishAsync(Samples.Small);
        if (!publish.IsCompletedSuccessfully) throw new InvalidOperationException("Nothing should have to wait.");
    }

    [Benchmark]
    public void Medium()
    {
        var publish = _stream.PublishAsync(Samples.Medium);
        if (!publish.IsCompletedSuccessfully) throw new InvalidOperationException("Nothing should have to wait.");
    }

    [GlobalCleanup]
    public async Task Cleanup()
    {
        _end.SetResult();
        await _request;
        await _app.DisposeAsync();
    }
}
