using System.Net;

namespace Sse.Tests.Http;

public class RedirectTests
{
    [Theory]
    [InlineData(301, "GET", "GET")]
    [InlineData(302, "GET", "GET")]
    [InlineData(303, "GET", "GET")]
    [InlineData(307, "GET", "GET")]
    [InlineData(308, "GET", "GET")]
    [InlineData(301, "POST", "GET")]
    [InlineData(302, "POST", "GET")]
    [InlineData(303, "POST", "GET")]
    [InlineData(307, "POST", "POST")]
    [InlineData(308, "POST", "POST")]
    [InlineData(301, "REPORT", "REPORT")]
    [InlineData(303, "REPORT", "GET")]
    public async Task Follows_within_its_origin_with_everything_it_would_send_there(int status, string method, string followedWith)
    {
        await using var server = new RawServer();
        var options = new SseClientOptions
        {
            Method = new HttpMethod(method),
            Content = method is "GET" ? null : () => new StringContent("body"),
            LastEventId = "7",
            Headers = { ["Authorization"] = "Bearer secret", ["X-Custom"] = "value" },
        };
        using var client = new SseClient(server.Address, options);
        await using var reader = Collect.From(client);
        await server.AnswerAsync($"{status} Elsewhere\r\nLocation: ../moved?to=here");
        var followed = await server.AcceptStreamAsync();

        followed.RequestLine.ShouldBe($"{followedWith} /moved?to=here HTTP/1.1");
        followed.LastEventId.ShouldBe("7");
        followed.Headers["Authorization"].ShouldBe("Bearer secret");
        followed.Headers["X-Custom"].ShouldBe("value");
        followed.Body.ShouldBe(followedWith is "GET" ? "" : "body");
        await followed.SendAsync("data: there\n\n");
        (await reader.NextTextAsync()).ShouldBe("there");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Tells_another_origin_no_secret_and_nothing_about_the_stream(bool givenClient)
    {
        await using var first = new RawServer();
        await using var second = new RawServer();
        var options = new SseClientOptions
        {
            Method = HttpMethod.Post,
            Content = () => new StringContent("body"),
            LastEventId = "7",
            Headers = { ["Authorization"] = "Bearer secret", ["X-Custom"] = "value", ["Cookie"] = "a=b" },
            ConfigureRequest = (request, _) =>
            {
                request.Headers.Add("X-Configured", "value");
                return default;
            },
        };
        using var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
        http.DefaultRequestHeaders.Add("X-Default", "secret");
        using var client = givenClient ? new SseClient(http, first.Address, options) : new SseClient(first.Address, options);
        await using var reader = Collect.From(client);
        await first.AnswerAsync($"307 Elsewhere\r\nLocation: {second.Origin}/other\r\nSet-Cookie: c=d");
        var followed = await second.AcceptStreamAsync();

        followed.RequestLine.ShouldBe("POST /other HTTP/1.1");
        followed.Body.ShouldBe("body");
        followed.Headers.Keys.Order(StringComparer.OrdinalIgnoreCase).ShouldBe(["Accept", "Cache-Control", "Content-Length", "Content-Type", "Host"]);
        await followed.SendAsync("data: there\n\n");
        (await reader.NextTextAsync()).ShouldBe("there");
    }

    [Fact]
    public async Task Trusts_no_origin_again_once_another_has_chosen_the_address()
    {
        await using var first = new RawServer();
        await using var second = new RawServer();
        using var client = new SseClient(first.Address, new SseClientOptions { LastEventId = "7", Headers = { ["Authorization"] = "secret" } });
        await using var reader = Collect.From(client);
        await first.AnswerAsync($"302 Elsewhere\r\nLocation: {second.Origin}/other");
        await second.AnswerAsync($"302 Back\r\nLocation: {first.Origin}/back");
        var back = await first.AcceptAsync();

        back.RequestLine.ShouldContain("/back");
        back.Headers.ShouldNotContainKey("Authorization");
        back.LastEventId.ShouldBeNull();
    }

    [Fact]
    public async Task Starts_from_the_first_address_again_when_it_reconnects()
    {
        await using var server = new RawServer();
        var test = new TestOptions();
        using var client = new SseClient(server.Address, test.Options);
        await using var reader = Collect.From(client);
        await server.AnswerAsync("301 Moved\r\nLocation: /moved");
        (await server.AcceptStreamAsync()).Close();
        await test.PassRetryAsync();

        (await server.AcceptAsync()).RequestLine.ShouldBe("GET /events HTTP/1.1");
    }

    [Fact]
    public async Task Follows_twenty_redirects_and_not_one_more()
    {
        var asked = new List<string>();
        using var http = StubHandler.Client(request =>
        {
            asked.Add(request.RequestUri!.AbsolutePath);
            return Redirect($"/{asked.Count}");
        });
        using var client = new SseClient(http, new Uri("http://example.org/0"));
        await using var reader = Collect.From(client);

        (await Should.ThrowAsync<SseClientException>(reader.Ended.Soon())).Message.ShouldContain("more than 20");
        asked.ShouldBe(Enumerable.Range(0, 21).Select(i => $"/{i}"));
    }

    [Fact]
    public async Task Reaches_a_stream_behind_the_twentieth_redirect()
    {
        var asked = 0;
        using var http = StubHandler.Client(_ => asked++ < 20 ? Redirect("/again") : new HttpResponseMessage(HttpStatusCode.NoContent));
        using var client = new SseClient(http, new Uri("http://example.org/0"));
        await using var reader = Collect.From(client);

        await reader.Ended.Soon();
        asked.ShouldBe(21);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("http://")]
    [InlineData("http://[")]
    [InlineData("ftp://example.org/x")]
    [InlineData("javascript:alert(1)")]
    [InlineData("file:///etc/passwd")]
    public async Task Fails_for_good_when_a_Location_is_missing_or_invalid(string? location)
    {
        var asked = 0;
        using var http = StubHandler.Client(_ =>
        {
            asked++;
            return Redirect(location);
        });
        using var client = new SseClient(http, new Uri("http://example.org/"));
        await using var reader = Collect.From(client);

        var error = await Should.ThrowAsync<SseClientException>(reader.Ended.Soon());
        error.Message.ShouldContain("Location");
        error.StatusCode.ShouldBe(HttpStatusCode.Found);
        asked.ShouldBe(1);
    }

    [Fact]
    public async Task Never_goes_from_https_to_http()
    {
        var asked = new List<string>();
        using var http = StubHandler.Client(request =>
        {
            asked.Add(request.RequestUri!.AbsoluteUri);
            return Redirect("http://example.org/plain");
        });
        using var client = new SseClient(http, new Uri("https://example.org/"));
        await using var reader = Collect.From(client);

        (await Should.ThrowAsync<SseClientException>(reader.Ended.Soon())).Message.ShouldContain("from https to http");
        asked.ShouldBe(["https://example.org/"]);
    }

    [Theory]
    [InlineData(300)]
    [InlineData(304)]
    [InlineData(305)]
    [InlineData(306)]
    public async Task Other_statuses_of_that_family_are_no_redirects(int status)
    {
        using var http = StubHandler.Client(_ =>
        {
            var response = Redirect("/x");
            response.StatusCode = (HttpStatusCode)status;
            return response;
        });
        using var client = new SseClient(http, new Uri("http://example.org/"));
        await using var reader = Collect.From(client);

        (await Should.ThrowAsync<SseClientException>(reader.Ended.Soon())).Message.ShouldContain($"status {status}");
    }

    private static HttpResponseMessage Redirect(string? location)
    {
        var response = new HttpResponseMessage(HttpStatusCode.Found);
        if (location is not null) response.Headers.TryAddWithoutValidation("Location", location);
        return response;
    }
}
