using System.Text.RegularExpressions;

namespace Sse.Tests.House;

/// <summary>What the documentation points to is there.</summary>
public partial class DocumentationTests
{
    private static IEnumerable<string> Pages => Directory.GetFiles(Repository.PathOf("docs"), "*.md", SearchOption.AllDirectories)
        .Append(Repository.PathOf("README.md")).Append(Repository.PathOf("CHANGELOG.md"));

    [Fact]
    public void Every_link_between_pages_leads_somewhere() => Pages.SelectMany(DeadLinksOf).ShouldBeEmpty();

    // Packages carry the pages, and nothing else of the repository.
    [Fact]
    public void No_link_of_a_page_leads_out_of_the_pages() => Pages
        .SelectMany(page => Link().Matches(File.ReadAllText(page)).Select(match => match.Groups["target"].Value.Split('#')[0]).Where(target => target.Length > 0 && !target.Contains("://", StringComparison.Ordinal))
            .Select(target => Path.GetRelativePath(Repository.Root, Path.GetFullPath(Path.Combine(Path.GetDirectoryName(page)!, target)))))
        .Distinct().Where(path => !path.StartsWith("docs", StringComparison.Ordinal) && path is not ("README.md" or "CHANGELOG.md")).ShouldBeEmpty();

    [Fact]
    public void A_dead_link_is_noticed() =>
        DeadLinks("/docs", "[here](nowhere.md), [there](https://example.org/x.md), [this](#part), <img src=\"none.png\">").ShouldBe(["nowhere.md", "none.png"]);

    [Fact]
    public void The_architecture_names_what_exists()
    {
        // Without this file, which names what is not there.
        var sources = string.Join('\n', SourceFiles().Where(file => !file.EndsWith("DocumentationTests.cs", StringComparison.Ordinal)).Select(File.ReadAllText));
        Missing(File.ReadAllText(Repository.PathOf("docs/architecture.md")), sources).ShouldBeEmpty();
        Missing("`Connection` calls `SseImaginary`.", sources).ShouldBe(["SseImaginary"]);
    }

    [Fact]
    public void Each_attack_has_its_tests()
    {
        var sources = SourceFiles().Select(Path.GetFileNameWithoutExtension).ToHashSet(StringComparer.Ordinal);
        var named = TestName().Matches(File.ReadAllText(Repository.PathOf("docs/security.md"))).Select(match => match.Groups["name"].Value).ToList();
        named.Count.ShouldBeGreaterThan(20);
        named.Where(name => !sources.Contains(name)).ShouldBeEmpty();
        TestName().Match("`ImaginaryTests`").Groups["name"].Value.ShouldBe("ImaginaryTests");
    }

    [Fact]
    public void Every_decision_is_listed()
    {
        var index = File.ReadAllText(Repository.PathOf("docs/adr/README.md"));
        Directory.GetFiles(Repository.PathOf("docs/adr"), "0*.md").Select(Path.GetFileName).Where(page => !index.Contains($"({page})", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public void No_source_file_is_longer_than_400_lines() =>
        SourceFiles().Where(file => File.ReadLines(file).Count() > 400).Select(file => Path.GetRelativePath(Repository.Root, file)).ShouldBeEmpty();

    private static IEnumerable<string> SourceFiles() => new[] { "src", "tests", "samples", "bench" }
        .SelectMany(folder => Directory.GetFiles(Repository.PathOf(folder), "*.cs", SearchOption.AllDirectories))
        .Where(file => !file.EndsWith(".verified.cs", StringComparison.Ordinal));

    private static IEnumerable<string> Missing(string page, string sources) => CodeName().Matches(page).Select(match => match.Groups["name"].Value).Distinct()
        .Where(name => !Regex.IsMatch(sources, $@"\b{name}\b", RegexOptions.None, TimeSpan.FromSeconds(10)));

    private static IEnumerable<string> DeadLinksOf(string page) =>
        DeadLinks(Path.GetDirectoryName(page)!, File.ReadAllText(page)).Select(link => $"{Path.GetRelativePath(Repository.Root, page)}: {link}");

    internal static IEnumerable<string> DeadLinks(string folder, string text) => Link().Matches(text).Select(match => match.Groups["target"].Value)
        .Where(target => !target.Contains("://", StringComparison.Ordinal) && !target.StartsWith('#'))
        .Where(target => !Path.Exists(Path.Combine(folder, target.Split('#')[0])));

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)|src(set)?=""(?<target>[^""]+)""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Link();

    [GeneratedRegex(@"`(?<name>\w+Tests)`", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TestName();

    // One word in backticks that reads like a type or a member: capitals and lower case, no dot, no bracket.
    [GeneratedRegex(@"`(?<name>[A-Z][a-z]+[A-Z]\w+|Sse[A-Z]\w+)`(?!\s*\w*←)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex CodeName();
}
