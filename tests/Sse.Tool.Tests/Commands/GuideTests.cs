using Spectre.Console;
using Sse.Tool.Checks;
using Sse.Tool.Commands;

namespace Sse.Tests.Commands;

/// <summary>The guide names each check and each option.</summary>
public class GuideTests
{
    [Fact]
    public void Each_check_has_its_place_in_the_guide()
    {
        var page = Page("checking");
        CheckCatalogue.All.Where(check => !page.Contains($"### {check.Info.Id}\n**{check.Info.Title}** ({check.Info.Reference}).", StringComparison.Ordinal)).Select(check => check.Info.Id).ShouldBeEmpty();
        CheckCatalogue.All.Count.ShouldBe(page.Split("### SSEC").Length - 1);
    }

    [Fact]
    public void Each_option_stands_in_the_guide()
    {
        Missing(CheckCommand.Create(AnsiConsole.Console), Page("checking")).ShouldBeEmpty();
        Missing(TailCommand.Create(AnsiConsole.Console), Page("tailing")).ShouldBeEmpty();
        Missing(TailCommand.Create(AnsiConsole.Console), "").ShouldContain("--count");
    }

    private static IEnumerable<string> Missing(System.CommandLine.Command command, string page) => command.Options.Where(option => !option.Hidden).SelectMany(option => option.Aliases.Append(option.Name))
        .Where(name => !page.Contains($"`{name}", StringComparison.Ordinal));

    private static string Page(string name) => File.ReadAllText(Repository.PathOf($"docs/guide/{name}.md"));
}
