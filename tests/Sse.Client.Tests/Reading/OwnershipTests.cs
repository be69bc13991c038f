using System.Net;

namespace Sse.Tests.Reading;

/// <summary>Every answer has an owner at every step, so that it is closed whatever happens there.</summary>
public class OwnershipTests
{
    private static readonly Uri Address = new("http://example.org/");

    [Theory]
    [InlineData("response")]
    [InlineData("opened")]
    [InlineData("comment")]
    [InlineData("gap")]
    [InlineData("log")]
    public async Task A_callback_that_throws_leaves_no_connection_open(string callback)
    {
        await using var server = new RawServer();
        var options = new SseClientOptions();
        if (callback is "response") options.OnResponse = _ => throw new ArithmeticException(callback);
        if (callback is "opened") options.OnOpened = _ => throw new ArithmeticException(callback);
        if (callback is "comment") options.OnComment = _ => throw new ArithmeticException(callback);
        if (callback is "gap") options.OnGap = _ => throw new ArithmeticException(callback);
        foreach (var given in new[] { false, true })
        {
            using var http = new HttpClient();
            var log = callback is "log" ? new ThrowingLogger() : null;
            using var client = given ? new SseClient(http, server.Address, options, log) : new SseClient(server.Address, options, log);
            await using var reader = Collect.From(client);
            var connection = await server.AcceptStreamAsync();
            await connection.SendAsync(": hello\nevent: sse-gap\ndata: {}\n\n");

            await Should.ThrowAsync<ArithmeticException>(reader.Ended.Soon());
            await connection.ClientClosedAsync().Soon();
        }
    }

    [Fact]
    public async Task A_redirect_the_handler_followed_is_closed_when_telling_of_it_fails()
    {
        using var body = new StubbornStream();
        using var http = StubHandler.Client(_ =>
        {
            var response = StubHandler.EventStream(body);
            response.RequestMessage = new HttpRequestMessage(HttpMethod.Get, "http://elsewhere.example/");
            return response;
        });
        using var client = new SseClient(http, Address, null, new ThrowingLogger());
        await using var reader = Collect.From(client);

        await Should.ThrowAsync<ArithmeticException>(reader.Ended.Soon());
        await body.Closed.Soon();
    }

    [Fact]
    public async Task An_answer_that_arrives_at_the_moment_of_cancelling_is_handed_on_or_closed()
    {
        using var start = new Barrier(2);
        for (var i = 0; i < 5_000; i++)
        {
            using var cancelled = new CancellationTokenSource();
            var sending = new TaskCompletionSource<Told>(TaskCreationOptions.RunContinuationsAsynchronously);
            var waiting = sending.Task.OrCancelled(cancelled.Token);
            var answer = new Told();
            var arriving = Task.Run(() =>
            {
                start.SignalAndWait();
                sending.SetResult(answer);
            }, TestContext.Current.CancellationToken);
            start.SignalAndWait(TestContext.Current.CancellationToken);
            cancelled.Cancel();
            await arriving.Soon();

            var isHandedOn = await waiting.ContinueWith(done => done.IsCompletedSuccessfully, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default).Soon();
            if (!isHandedOn) await answer.Disposed.Soon();
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_body_that_opens_too_late_is_closed(bool dispose)
    {
        var content = new LateContent();
        using var http = StubHandler.Client(_ => new HttpResponseMessage { Content = content });
        using var client = new SseClient(http, Address);
        await using var reader = Collect.From(client);
        await content.Asked.Soon();

        if (dispose) client.Dispose();
        else reader.Cancel();
        await reader.Ended.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default).Soon();
        using var late = new StubbornStream();
        content.Body.SetResult(late);
        await late.Closed.Soon();
    }

    [Fact]
    public async Task A_request_that_is_not_sent_gives_its_content_back()
    {
        var content = new DisposalContent();
        using var client = new SseClient(Address, new SseClientOptions { Method = HttpMethod.Post, Content = () => content, ConfigureRequest = (_, _) => throw new ArithmeticException() });
        await using var reader = Collect.From(client);

        await Should.ThrowAsync<ArithmeticException>(reader.Ended.Soon());
        content.IsDisposed.ShouldBeTrue();
    }

    [Theory]
    [InlineData("cancel")]
    [InlineData("dispose")]
    [InlineData("restart")]
    [InlineData("silence")]
    public async Task A_body_that_throws_when_it_is_closed_disturbs_nobody(string how)
    {
        var body = new ThrowingBody();
        using var http = new HttpClient(new StubHandler((_, _) => Task.FromResult(StubHandler.EventStream(body))));
        var test = new TestOptions();
        test.Options.ReadTimeout = TimeSpan.FromSeconds(1);
        using var client = new SseClient(http, Address, test.Options);
        await using var reader = Collect.From(client);
        await body.Reading.Soon();

        if (how is "cancel") reader.Cancel();
        if (how is "dispose") client.Dispose();
        if (how is "restart") client.Restart();
        if (how is "silence") test.Time.Advance(TimeSpan.FromSeconds(1));
        await body.Closed.Soon();
        if (how is "cancel") await Should.ThrowAsync<OperationCanceledException>(reader.Ended.Soon());
        if (how is "dispose") await reader.Ended.Soon();
        if (how is "restart" or "silence") await test.RetryAsync();
    }

    [Fact]
    public async Task OnClosed_that_throws_does_not_hide_why_the_reading_failed()
    {
        var log = new ListLogger();
        using var http = StubHandler.Client(_ => new HttpResponseMessage(HttpStatusCode.NotFound));
        using var client = new SseClient(http, Address, new SseClientOptions { OnClosed = _ => throw new ArithmeticException() }, log);
        await using var reader = Collect.From(client);

        (await Should.ThrowAsync<SseClientException>(reader.Ended.Soon())).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        log.Details.ShouldContain(text => text.Contains(nameof(ArithmeticException), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nor_that_it_was_cancelled()
    {
        await using var server = new RawServer();
        using var client = new SseClient(server.Address, new SseClientOptions { OnClosed = _ => throw new ArithmeticException() });
        await using var reader = Collect.From(client);
        await server.AcceptStreamAsync();
        reader.Cancel();

        await Should.ThrowAsync<OperationCanceledException>(reader.Ended.Soon());
    }

    [Fact]
    public async Task Nor_what_the_loop_threw_that_reads()
    {
        await using var server = new RawServer();
        using var client = new SseClient(server.Address, new SseClientOptions { OnClosed = _ => throw new ArithmeticException() });
        var reading = ReadAsync();
        await (await server.AcceptStreamAsync()).SendAsync("data: a\n\n");

        await Should.ThrowAsync<FormatException>(reading.Soon());

        async Task ReadAsync()
        {
            await foreach (var message in client.ReadAllAsync(TestContext.Current.CancellationToken)) throw new FormatException(message.Text);
        }
    }

    [Fact]
    public async Task With_nothing_to_hide_it_reaches_the_reader()
    {
        using var http = StubHandler.Client(_ => new HttpResponseMessage(HttpStatusCode.NoContent));
        using var client = new SseClient(http, Address, new SseClientOptions { OnClosed = _ => throw new ArithmeticException() });
        await using var reader = Collect.From(client);

        await Should.ThrowAsync<ArithmeticException>(reader.Ended.Soon());
    }

    private sealed class Told : IDisposable
    {
        private readonly TaskCompletionSource _disposed = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Disposed => _disposed.Task;

        public void Dispose() => _disposed.TrySetResult();
    }

    private sealed class LateContent : HttpContent
    {
        private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public LateContent() => Headers.TryAddWithoutValidation("Content-Type", "text/event-stream");

        public Task Asked => _asked.Task;

        public TaskCompletionSource<Stream> Body { get; } = new();

        protected override Task<Stream> CreateContentReadStreamAsync()
        {
            _asked.SetResult();
            return Body.Task;
        }

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => Task.CompletedTask;

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }

    private sealed class DisposalContent() : StringContent("body")
    {
        public bool IsDisposed { get; private set; }

        protected override void Dispose(bool disposing)
        {
            IsDisposed = true;
            base.Dispose(disposing);
        }
    }

    private sealed class ThrowingBody : StubbornStream
    {
        protected override void Dispose(bool disposing)
        {
            base.Dispose(disposing);
            throw new IOException("It breaks even when it is closed.");
        }
    }

    private sealed class ThrowingLogger : Microsoft.Extensions.Logging.ILogger<SseClient>
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(Microsoft.Extensions.Logging.LogLevel logLevel) => true;

        public void Log<TState>(
            Microsoft.Extensions.Logging.LogLevel logLevel, Microsoft.Extensions.Logging.EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            throw new ArithmeticException("The log is full.");
    }
}
