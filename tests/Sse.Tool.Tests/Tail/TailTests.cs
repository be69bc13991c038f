using System.CommandLine;
using System.Text.Json;
using Spectre.Console;
using Sse.Tool.Commands;

namespace Sse.Tests.Tail;

public class TailTests
{
    [Fact]
    public async Task Prints_events_with_type_id_and_the_connections_state()
    {
        await using var server = new RawServer();
        var (running, output, _) = Run([server.Address.AbsoluteUri, "--last-event-id", "6", "--header", "X-Key: a:b"]);
        var request = await server.AcceptAsync();
        request.LastEventId.ShouldBe("6");
        request.Headers["X-Key"].ShouldBe("a:b");
        await request.OpenStreamAsync();
        await request.SendAsync("retry: 0\nid: 7\nevent: price\ndata: [1\ndata: \u001b[2J]\n\n");
        request.Close();
        await server.AnswerAsync("204 No Content");

        (await running.Soon()).ShouldBe(0);
        var text = output.ToString();
        foreach (var part in new[] { "after 6", "price", " 7", "[1", "the server ended the stream", "nothing more to say" }) text.ShouldContain(part);
        text.ShouldNotContain('\u001b', "a stream must not command the terminal");
    }

    [Fact]
    public async Task Prints_a_JSON_object_for_each_event()
    {
        await using var server = new RawServer();
        var (running, output, _) = Run([server.Address.AbsoluteUri, "--json"]);
        var stream = await server.AcceptStreamAsync();
        await stream.SendAsync("retry: 0\nid: 7\nevent: price\ndata: a\ndata: \"b\"\n\n");
        stream.Close();
        await server.AnswerAsync("204 No Content");

        (await running.Soon()).ShouldBe(0);
        var line = JsonElement.Parse(output.ToString().Trim());
        (line.GetProperty("type").GetString(), line.GetProperty("id").GetString(), line.GetProperty("data").GetString()).ShouldBe(("price", "7", "a\n\"b\""));
        line.TryGetProperty("time", out _).ShouldBeTrue();
    }

    [Fact]
    public async Task Prints_the_data_alone()
    {
        await using var server = new RawServer();
        var (running, output, messages) = Run([server.Address.AbsoluteUri, "--raw"]);
        var stream = await server.AcceptStreamAsync();
        await stream.SendAsync("retry: 0\ndata: a\ndata: b\n\ndata: c\n\n");
        stream.Close();
        await server.AnswerAsync("404 Not Found");

        (await running.Soon()).ShouldBe(1);
        output.ToString().ReplaceLineEndings("\n").ShouldBe("a\nb\nc\n");
        messages.ToString().ShouldContain("status 404");
    }

    [Fact]
    public async Task Prints_the_types_that_were_asked_for_and_ends_after_so_many()
    {
        await using var server = new RawServer();
        var (running, output, messages) = Run([server.Address.AbsoluteUri, "--raw", "--event", "a", "-e", "message", "--count", "2"]);
        var stream = await server.AcceptStreamAsync();
        await stream.SendAsync("event: a\ndata: 1\n\nevent: b\ndata: 2\n\nid: 9\ndata: 3\n\nevent: a\ndata: 4\n\n");

        (await running.Soon()).ShouldBe(0);
        output.ToString().ReplaceLineEndings("\n").ShouldBe("1\n3\n");
        messages.ToString().ShouldContain("--last-event-id '9' goes on here");
    }

    [Theory]
    [InlineData("no-address")]
    [InlineData("http://example.org/", "--header", "no colon")]
    [InlineData("http://example.org/", "--header", ": no name")]
    [InlineData("http://example.org/", "--json", "--raw")]
    [InlineData("http://example.org/", "--count", "0")]
    [InlineData("http://example.org/", "--count", "many")]
    public async Task Says_what_is_wrong_with_its_arguments(params string[] arguments)
    {
        var (running, _, _) = Run(arguments);
        (await running.Soon()).ShouldBe(1);
    }

    private static (Task<int> Running, StringWriter Output, StringWriter Messages) Run(string[] arguments)
    {
        var (output, messages) = (new StringWriter(), new StringWriter());
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(output) });
        var configuration = new InvocationConfiguration { Output = output, Error = messages };
        return (TailCommand.Create(console).Parse(arguments).InvokeAsync(configuration, TestContext.Current.CancellationToken), output, messages);
    }
}
