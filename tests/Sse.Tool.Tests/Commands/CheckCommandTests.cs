using System.CommandLine;
using System.Text.Json;
using Spectre.Console;
using Sse.Tests.Support;
using Sse.Tool.Checks;
using Sse.Tool.Commands;
using static Sse.Tests.Support.StreamServer;

namespace Sse.Tests.Commands;

public sealed class CheckCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task It_prints_a_line_for_each_check_and_writes_what_programs_read()
    {
        await using var server = await StartAsync(new Journal(5), _ => Task.FromResult(false));
        var file = _folder["report.json"];
        var (exit, output, errors) = await RunAsync($"{server.Address}?token=secret", "--watch", "0.01", "--skip", "SSEC31", "--json", file, "--header", "Authorization: secret");

        (exit, errors).ShouldBe((0, ""));
        foreach (var check in CheckCatalogue.All) output.ShouldContain($"{check.Info.Id} {check.Info.Title}: ");
        output.ShouldContain($"{server.Address.Authority}/sse");
        using var json = JsonDocument.Parse(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
        var findings = json.RootElement.GetProperty("findings").EnumerateArray().ToList();
        findings.Select(finding => finding.GetProperty("id").GetString()).ShouldBe(CheckCatalogue.All.Select(check => check.Info.Id));
        findings[0].GetProperty("level").GetString().ShouldBe("ok");
        findings[1].GetProperty("text").GetString().ShouldBe("text/event-stream");
        findings[1].GetProperty("reference").GetString().ShouldBe("HTML 9.2.3, RFC 9110 8.3");
        json.RootElement.GetProperty("counts").GetProperty("ok").GetInt32().ShouldBe(findings.Count(finding => finding.GetProperty("level").GetString() == "ok"));
        $"{output}{json.RootElement}".ShouldNotContain("secret", Case.Insensitive, "reports are kept, and read by others");
    }

    [Theory]
    [InlineData("warning", "error", 0)]
    [InlineData("warning", "warning", 1)]
    [InlineData("warning", "note", 1)]
    [InlineData("error", "error", 1)]
    [InlineData("error", "never", 0)]
    public async Task Its_exit_code_says_whether_it_is_worse_than_was_allowed(string worst, string failOn, int code)
    {
        await using var server = await StartAsync(async context =>
        {
            context.Response.ContentType = worst is "error" ? "text/plain" : "text/event-stream; charset=latin1";
            await Write(context, "data: x\n\n");
        });
        var (exit, output, _) = await RunAsync([server.Address.AbsoluteUri, "--watch", "0.01", "--timeout", "5", "--fail-on", failOn, "--json", "-", .. OnlyContentType]);

        exit.ShouldBe(code, output);
        using var json = JsonDocument.Parse(output);
        json.RootElement.GetProperty("counts").GetProperty(worst).GetInt32().ShouldBe(1);
    }

    private static IEnumerable<string> OnlyContentType => CheckCatalogue.All.Select(check => check.Info.Id).Where(id => id != "SSEC02").SelectMany(id => (string[])["--skip", id]);

    [Fact]
    public async Task A_report_that_cant_be_written_is_told()
    {
        await using var server = await StartAsync(async context => await Answer(context, 404, ""));
        var (exit, _, errors) = await RunAsync(server.Address.AbsoluteUri, "--json", _folder["no/such/folder.json"]);
        exit.ShouldBe(2);
        errors.ShouldStartWith("dotnet sse check: error SSET003: ");
    }

    [Fact]
    public async Task What_a_server_says_does_not_command_the_terminal()
    {
        await using var server = await StartAsync(async context =>
        {
            Journal.Open(context);
            await Write(context, "\u001b[2J[red]: x\n\n");
        });
        var (_, output, _) = await RunAsync(server.Address.AbsoluteUri, "--watch", "0.01", "--timeout", "1", "--skip", "SSEC31");
        output.ShouldContain("[2J[red]");
        output.ShouldNotContain('\u001b');
    }

    [Theory]
    [InlineData("ftp://example.org", "The url is an http or https address")]
    [InlineData("http://example.org/ --watch never", "--watch takes a number of seconds above 0")]
    [InlineData("http://example.org/ --watch 0", "--watch takes")]
    [InlineData("http://example.org/ --timeout 100000", "--timeout takes")]
    [InlineData("http://example.org/ --connections 101", "--connections takes a whole number from 1 to 100")]
    [InlineData("http://example.org/ --skip SSEC99", "There is no check 'SSEC99'")]
    [InlineData("http://example.org/ --fail-on bad", "bad")]
    [InlineData("http://example.org/ --trigger /publish", "--trigger is an http or https address")]
    [InlineData("http://example.org/ --method a/b", "--method")]
    [InlineData("http://example.org/ --origin app/x", "--origin")]
    [InlineData("http://example.org/ --header none", "Name: value")]
    public async Task It_says_what_is_wrong_with_its_arguments(string arguments, string says)
    {
        var (exit, _, errors) = await RunAsync(arguments.Split(' '));
        exit.ShouldBe(1);
        errors.ShouldContain(says);
    }

    private static async Task<(int Exit, string Output, string Errors)> RunAsync(params IReadOnlyList<string> arguments)
    {
        var (output, errors) = (new StringWriter(), new StringWriter());
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(output) });
        console.Profile.Width = int.MaxValue;
        var exit = await CheckCommand.Create(console).Parse(arguments).InvokeAsync(new InvocationConfiguration { Output = output, Error = errors }, TestContext.Current.CancellationToken).Soon();
        return (exit, output.ToString(), errors.ToString());
    }
}
