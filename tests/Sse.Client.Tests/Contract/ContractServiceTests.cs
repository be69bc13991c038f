using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Hosting;
using Sse.ContractService;

namespace Sse.Tests.Contract;

/// <summary>The contract service as a suite sees it: over HTTP, with a stream and callbacks that the test serves.</summary>
public sealed class ContractServiceTests : IAsyncLifetime
{
    private readonly WebApplication _service = ServiceApp.Create(["--urls", "http://127.0.0.1:0", "--Logging:LogLevel:Default=None"]);
    private readonly RawServer _stream = new();
    private readonly RawServer _callbacks = new();
    private readonly HttpClient _suite = new();
    private int _called;

    public async ValueTask InitializeAsync()
    {
        await _service.StartAsync(TestContext.Current.CancellationToken);
        _suite.BaseAddress = new Uri(_service.Urls.Single());
    }

    public async ValueTask DisposeAsync()
    {
        _suite.Dispose();
        await _service.DisposeAsync();
        await _stream.DisposeAsync();
        await _callbacks.DisposeAsync();
    }

    [Fact]
    public async Task Says_its_name_and_capabilities()
    {
        var status = await _suite.GetFromJsonAsync<JsonElement>("/", TestContext.Current.CancellationToken);

        status.GetProperty("name").GetString().ShouldNotBeNullOrEmpty();
        status.GetProperty("capabilities").EnumerateArray().Select(item => item.GetString()).ShouldBe([
            "bom", "comments", "headers", "last-event-id", "post", "report", "read-timeout", "restart", "event-type-listeners", "server-directed-shutdown-request"]);
    }

    [Fact]
    public async Task Calls_back_with_events_comments_and_errors_in_order()
    {
        await CreateAsync(new { initialDelayMs = 0 });
        var connection = await _stream.AcceptStreamAsync();
        await connection.SendAsync(":Hello\nevent: greeting\nid: 7\ndata: a\ndata: \u4E2D\n\ndata: b\n\n");

        await CalledBackAsync("""{"kind":"comment","comment":"Hello"}""");
        await CalledBackAsync("""{"kind":"event","event":{"type":"greeting","data":"a\n中","id":"7"}}""");
        await CalledBackAsync("""{"kind":"event","event":{"type":"message","data":"b","id":"7"}}""");
        connection.Close();
        await CalledBackAsync("""{"kind":"error","error":"EndOfStream"}""");
        (await _stream.AcceptStreamAsync()).LastEventId.ShouldBe("7");
    }

    [Fact]
    public async Task Sends_what_it_was_given()
    {
        await CreateAsync(new
        {
            tag = "a test",
            method = "REPORT",
            body = """{"hello":"world"}""",
            lastEventId = "abc",
            headers = new Dictionary<string, string> { ["content-type"] = "application/json; charset=utf-8", ["header-name-1"] = "value-1" },
        });
        var request = await _stream.AcceptAsync();

        request.RequestLine.ShouldStartWith("REPORT ");
        request.Body.ShouldBe("""{"hello":"world"}""");
        request.LastEventId.ShouldBe("abc");
        request.Headers["Content-Type"].ShouldBe("application/json; charset=utf-8");
        request.Headers["Header-Name-1"].ShouldBe("value-1");
    }

    [Fact]
    public async Task Restarts_listens_and_stops_on_command()
    {
        var client = await CreateAsync(new { initialDelayMs = 0, readTimeoutMs = (int?)null });
        (await _suite.PostAsJsonAsync(client, new { command = "listen", listen = new { type = "greeting" } }, TestContext.Current.CancellationToken)).IsSuccessStatusCode.ShouldBeTrue();
        var first = await _stream.AcceptStreamAsync();
        await first.SendAsync("data: Hello\n\n");
        await CalledBackAsync("""{"kind":"event","event":{"type":"message","data":"Hello","id":""}}""");

        (await _suite.PostAsJsonAsync(client, new { command = "restart" }, TestContext.Current.CancellationToken)).IsSuccessStatusCode.ShouldBeTrue();
        var second = await _stream.AcceptStreamAsync();
        await second.SendAsync("data: Thanks\n\n");
        await CalledBackAsync("""{"kind":"event","event":{"type":"message","data":"Thanks","id":""}}""");

        (await _suite.DeleteAsync(client, TestContext.Current.CancellationToken)).IsSuccessStatusCode.ShouldBeTrue();
        await second.ClientClosedAsync().Soon();
        (await _suite.DeleteAsync(client, TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await _suite.PostAsJsonAsync(client, new { command = "restart" }, TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Tells_a_read_timeout_and_a_refusal_and_stays_away_after_204()
    {
        await CreateAsync(new { initialDelayMs = 0, readTimeoutMs = 50 });
        await (await _stream.AcceptStreamAsync()).SendAsync("data: Hello\n\n");
        await CalledBackAsync("""{"kind":"event","event":{"type":"message","data":"Hello","id":""}}""");
        await CalledBackAsync("""{"kind":"error","error":"Silence"}""");
        await _stream.AnswerAsync("204 No Content");

        await CreateAsync(new { initialDelayMs = 0 });
        await _stream.AnswerAsync("404 Not Found");
        _called = 0;
        (await CallbackAsync()).ShouldContain("status 404");
        _stream.HasPendingConnection.ShouldBeFalse();
    }

    [Fact]
    public async Task Carries_events_of_any_size()
    {
        await CreateAsync(new { });
        var data = new string('x', 20_000_000);
        var connection = await _stream.AcceptStreamAsync();
        await connection.SendAsync($"data: {data}\n\n");

        (await CallbackAsync()).Length.ShouldBeGreaterThan(data.Length);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("no json")]
    [InlineData("""{"streamUrl":"/relative","callbackUrl":"/relative"}""")]
    public async Task Refuses_what_it_can_not_use(string body)
    {
        using var content = new StringContent(body);
        (await _suite.PostAsync(new Uri("/", UriKind.Relative), content, TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var client = await CreateAsync(new { });
        (await _suite.PostAsJsonAsync(client, new { command = "dance" }, TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Ends_the_program_on_request()
    {
        var ended = _service.WaitForShutdownAsync(TestContext.Current.CancellationToken);
        (await _suite.DeleteAsync(new Uri("/", UriKind.Relative), TestContext.Current.CancellationToken)).IsSuccessStatusCode.ShouldBeTrue();
        await ended.Soon();
    }

    private async Task<Uri> CreateAsync(object settings)
    {
        var parameters = JsonSerializer.SerializeToNode(settings)!.AsObject();
        parameters["streamUrl"] = _stream.Address.AbsoluteUri;
        parameters["callbackUrl"] = $"{_callbacks.Origin}/called/back";
        using var created = await _suite.PostAsJsonAsync("/", parameters, TestContext.Current.CancellationToken);
        created.StatusCode.ShouldBe(HttpStatusCode.Created);
        created.Headers.Location!.IsAbsoluteUri.ShouldBeTrue();
        return created.Headers.Location;
    }

    private async Task CalledBackAsync(string json) =>
        JsonElement.DeepEquals(JsonElement.Parse(await CallbackAsync()), JsonElement.Parse(json)).ShouldBeTrue(json);

    private async Task<string> CallbackAsync()
    {
        var call = await _callbacks.AnswerAsync("200 OK\r\nContent-Length: 0");
        call.RequestLine.ShouldBe($"POST /called/back/{++_called} HTTP/1.1");
        call.Headers["Content-Type"].ShouldBe("application/json");
        return call.Body;
    }
}
