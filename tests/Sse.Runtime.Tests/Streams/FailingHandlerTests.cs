using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Sse.Tests.Hub;

namespace Sse.Tests.Streams;

/// <summary>A handler publishes, and throws: what it has published arrives, whatever stands between.</summary>
public class FailingHandlerTests
{
    [Theory]
    [InlineData(Via.Nothing)]
    [InlineData(Via.Http2)]
    [InlineData(Via.NginxHttp10)]
    [InlineData(Via.NginxHttp11)]
    [InlineData(Via.Yarp)]
    [InlineData(Via.TestServer)]
    public async Task What_was_published_before_a_handler_threw_arrives_40_times_of_40(Via via)
    {
        await using var way = await Way.OpenAsync(via, app => app.MapGet("/", () => SseResults.Stream(async (stream, ct) =>
        {
            await stream.PublishAsync(new Tick(1), new SsePublishOptions { Id = "1" }, ct);
            throw new InvalidOperationException("on purpose");
        })));

        await Task.WhenAll(Enumerable.Range(0, 40).Select(async _ =>
        {
            using var reader = await way.GetAsync("/");
            reader.Response.StatusCode.ShouldBe(HttpStatusCode.OK);
            (await reader.NextAsync()).ShouldBe(": heartbeat=15000\nretry: 3000");
            (await reader.NextAsync()).ShouldBe("id: 1\nevent: tick\ndata: {\"n\":1}");
            // HTTP/1.0 has no mark for the end of a stream, so nginx can't see that there is none.
            if (via == Via.NginxHttp10) (await reader.NextAsync()).ShouldBeNull();
            else (await Record.ExceptionAsync(reader.NextAsync)).ShouldNotBeNull();
        }));
    }

    [Theory]
    [InlineData(Via.Nothing)]
    [InlineData(Via.Yarp)]
    [InlineData(Via.NginxHttp11)]
    public async Task A_client_that_reads_slowly_gets_all_of_it_before_the_end(Via via)
    {
        var data = new string('x', 1 << 20);
        var thrown = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var way = await Way.OpenAsync(via, app => app.MapGet("/", () => SseResults.Stream(async (stream, ct) =>
        {
            await stream.PublishAsync(new SseRawEvent(data), ct);
            thrown.SetResult();
            throw new InvalidOperationException("on purpose");
        })));
        using var reader = await way.GetAsync("/");
        await thrown.Task.Bounded();

        await reader.NextAsync();
        (await reader.NextAsync())!.Length.ShouldBe("data: ".Length + data.Length);
        await Should.ThrowAsync<IOException>(reader.NextAsync);
    }

    [Theory]
    [InlineData(Via.Nothing)]
    [InlineData(Via.NginxHttp10)]
    [InlineData(Via.TestServer)]
    public async Task What_a_hub_delivered_before_delivery_failed_arrives(Via via)
    {
        TestHub? hub = null;
        await using var way = await Way.OpenAsync(
            via,
            app =>
            {
                hub = app.Services.GetRequiredService<TestHub>();
                app.Use((http, next) =>
                {
                    http.Response.Body = new FailingBody(http.Response.Body);
                    return next(http);
                });
                app.MapSse<TestHub>("/");
            },
            services => services.AddSse().AddHub<TestHub>());
        using var reader = await way.GetAsync("/");
        await reader.NextAsync();
        hub!.Publish(new Step(1));
        hub.Publish(new Text("fail"));

        (await reader.NextAsync())!.ShouldEndWith("event: step\ndata: {\"n\":1}");
        if (via != Via.NginxHttp10) (await Record.ExceptionAsync(reader.RestAsync)).ShouldNotBeNull();
    }

    /// <summary>A middleware's stream that can't write one event.</summary>
    private sealed class FailingBody(Stream inner) : MemoryStream
    {
        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var failing = buffer.Span.IndexOf("id: "u8) is >= 0 and var at && buffer.Span[at..].IndexOf("fail"u8) >= 0;
            var good = failing ? buffer.Span.LastIndexOf("id: "u8) : buffer.Length;
            await inner.WriteAsync(buffer[..good], cancellationToken);
            await inner.FlushAsync(cancellationToken);
            if (failing) throw new InvalidOperationException("on purpose");
        }

        public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);
    }
}
