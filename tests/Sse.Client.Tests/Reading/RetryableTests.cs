using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace Sse.Tests.Reading;

/// <summary>What the network does is tried again; what a program does wrong would be wrong each time, so it is heard at once.</summary>
public class RetryableTests
{
    private static readonly Uri Address = new("http://example.org/");

#pragma warning disable CA2201, MA0015 // The very types that programs throw by mistake.
    private static readonly Exception[] OfPrograms =
    [
        new FormatException(), new NullReferenceException(), new KeyNotFoundException(), new InvalidCastException(), new IndexOutOfRangeException(), new ArithmeticException(),
        new ArgumentException("x"), new InvalidOperationException(), new ObjectDisposedException("x"), new NotSupportedException(), new UnauthorizedAccessException(),
        new JsonException(), new FileNotFoundException(), new DirectoryNotFoundException(), new AggregateException(new FormatException()), new UriFormatException(),
        new HttpRequestException("wrapped", new NullReferenceException()), new HttpRequestException("twice", new HttpRequestException("wrapped", new FormatException())),
        new HttpRequestException(HttpRequestError.VersionNegotiationError),
    ];
#pragma warning restore CA2201, MA0015

    private static readonly Exception[] OfTheNetwork =
    [
        new HttpRequestException("x"), new HttpRequestException(HttpRequestError.NameResolutionError), new HttpRequestException("x", new SocketException((int)SocketError.ConnectionReset)),
        new HttpRequestException("x", new System.Security.Authentication.AuthenticationException("x", new InvalidOperationException())), new HttpIOException(HttpRequestError.ResponseEnded),
        new IOException(), new SocketException((int)SocketError.TimedOut), new TimeoutException(), new TaskCanceledException("x", new TimeoutException()), new OperationCanceledException(),
    ];

    public static TheoryData<string, int, bool> Cases()
    {
        var cases = new TheoryData<string, int, bool>();
        foreach (var where in new[] { "configure", "handler" })
        {
            for (var i = 0; i < OfPrograms.Length; i++) cases.Add(where, i, false);
            for (var i = 0; i < OfTheNetwork.Length; i++) cases.Add(where, i, true);
        }
        foreach (var where in new[] { "content", "response", "opened", "comment" })
        {
            // Nothing of the network's happens in these: whatever they throw is their own.
            for (var i = 0; i < OfPrograms.Length; i++) cases.Add(where, i, false);
            for (var i = 0; i < OfTheNetwork.Length; i++) cases.Add(where, i + OfPrograms.Length, false);
        }
        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_list_says_what_is_tried_again(string where, int number, bool again)
    {
        var error = again ? OfTheNetwork[number] : OfPrograms.Concat(OfTheNetwork).ElementAt(number);
        var test = new TestOptions();
        test.Options.Method = HttpMethod.Post;
        test.Options.Reconnect = SseReconnect.Always;
        test.Options.Content = () => where is "content" ? throw error : new StringContent("body");
        test.Options.ConfigureRequest = (_, _) => where is "configure" ? throw error : default;
        test.Options.OnResponse = _ => Throw("response");
        test.Options.OnOpened = _ => Throw("opened");
        test.Options.OnComment = _ => Throw("comment");
        using var http = StubHandler.Client(_ => where is "handler" ? throw error : StubHandler.EventStream(": hello\n"));
        using var client = new SseClient(http, Address, test.Options);
        await using var reader = Collect.From(client);

        if (again)
        {
            (await test.PassRetryAsync()).Error.ShouldBeSameAs(error);
            (await test.PassRetryAsync()).Attempt.ShouldBe(2);
        }
        else
        {
            (await reader.Ended.ErrorAsync()).ShouldBeSameAs(error);
            test.HasRetried.ShouldBeFalse();
        }

        void Throw(string here)
        {
            if (where == here) throw error;
        }
    }

    [Fact]
    public async Task An_option_adds_to_the_list()
    {
        var asked = 0;
        var test = new TestOptions();
        test.Options.IsTransient = error => error is ArithmeticException;
        using var http = StubHandler.Client(_ => asked++ == 0 ? throw new ArithmeticException() : throw new FormatException());
        using var client = new SseClient(http, Address, test.Options);
        await using var reader = Collect.From(client);

        (await test.PassRetryAsync()).Error.ShouldBeOfType<ArithmeticException>();
        await Should.ThrowAsync<FormatException>(reader.Ended.Soon());
    }

    [Fact]
    public async Task A_body_that_breaks_off_in_the_networks_way_is_a_lost_connection_and_any_other_error_is_heard()
    {
        foreach (var error in OfPrograms.Take(11).Concat(OfTheNetwork))
        {
            var test = new TestOptions();
            using var http = StubHandler.Client(_ => StubHandler.EventStream(new FailingStream(error)));
            using var client = new SseClient(http, Address, test.Options);
            await using var reader = Collect.From(client);
            if (OfTheNetwork.Contains(error)) (await test.PassRetryAsync()).Reason.ShouldBe(SseRetryReason.ConnectionLost);
            else (await reader.Ended.ErrorAsync()).ShouldBeSameAs(error);
        }
    }

    [Theory]
    [InlineData("same")]
    [InlineData("stream")]
    [InlineData("closed")]
    public async Task A_content_that_is_used_up_is_named(string kind)
    {
        await using var server = new RawServer();
        var test = new TestOptions();
        test.Options.Method = HttpMethod.Post;
        test.Options.Reconnect = SseReconnect.Always;
        using var same = new StringContent("body");
        await using var once = new OnceStream();
        test.Options.Content = () => kind switch
        {
            "same" => same,
            "stream" => new StreamContent(once),
            _ => Closed(),
        };
        using var client = new SseClient(server.Address, test.Options);
        await using var reader = Collect.From(client);
        if (kind is not "closed")
        {
            (await server.AcceptUnreadAsync()).Close();
            await test.PassRetryAsync();
        }

        (await Should.ThrowAsync<SseClientException>(reader.Ended.Soon())).Message.ShouldContain("Content has to make a new one");

        static HttpContent Closed()
        {
            var content = new StringContent("body");
            content.Dispose();
            return content;
        }
    }

    [Fact]
    public async Task A_content_whose_writing_fails_is_heard()
    {
        await using var server = new RawServer();
        using var client = new SseClient(server.Address, new SseClientOptions { Method = HttpMethod.Post, Content = () => new FailingContent() });
        await using var reader = Collect.From(client);

        await Should.ThrowAsync<KeyNotFoundException>(reader.Ended.Soon());
    }

    [Fact]
    public async Task A_version_that_is_insisted_on_and_not_spoken_is_heard()
    {
        await using var server = new RawServer();
        using var http = new HttpClient { DefaultRequestVersion = HttpVersion.Version30, DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact };
        using var client = new SseClient(http, server.Address);
        await using var reader = Collect.From(client);

        (await reader.Ended.ErrorAsync()).ShouldNotBeNull();
    }

    private sealed class FailingContent : HttpContent
    {
        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => throw new KeyNotFoundException();

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }

    private sealed class FailingStream(Exception error) : StubbornStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => throw error;
    }

    /// <summary>Can be read once, and not wound back.</summary>
    private sealed class OnceStream : MemoryStream
    {
        public OnceStream()
            : base("body"u8.ToArray())
        {
        }

        public override bool CanSeek => false;
    }
}
