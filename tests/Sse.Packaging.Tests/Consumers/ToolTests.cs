namespace Sse.Tests.Consumers;

/// <summary>The command line, installed as a user does.</summary>
[Collection(nameof(Packages))]
public class ToolTests(LocalFeed feed)
{
    [Fact]
    public async Task It_is_installed_from_a_feed_and_runs_as_a_command_of_dotnet()
    {
        using var folder = new TemporaryFolder();
        feed.Serve(folder.Path);
        (await Command.Run(folder.Path, "dotnet", "tool", "install", "Sse.Tool", "--version", feed.Version, "--tool-path", folder["tools"])).ShouldSucceed();

        var help = (await DotnetSse(folder, "--help")).ShouldSucceed().Output;
        foreach (var command in new[] { "typescript", "diff", "check", "tail" }) help.ShouldContain($"  {command} ");
        (await DotnetSse(folder, "tail", "--help")).ShouldSucceed().Output.ShouldContain("--last-event-id");

        // Nobody listens there.
        var check = await DotnetSse(folder, "check", "http://127.0.0.1:1/", "--json", "report.json");
        check.ExitCode.ShouldBe(1, check.Output);
        check.Output.ShouldContain("error   SSEC01 answer: ");
        File.ReadAllText(folder["report.json"]).ShouldContain("\"level\": \"error\"");
    }

    private static Task<Command.Outcome> DotnetSse(TemporaryFolder folder, params string[] arguments) =>
        Command.Run(folder.Path, "env", [$"PATH={folder["tools"]}:{Environment.GetEnvironmentVariable("PATH")}", "dotnet", "sse", .. arguments]);
}
