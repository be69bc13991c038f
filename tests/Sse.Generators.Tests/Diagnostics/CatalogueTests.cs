using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Sse.Generators.Diagnostics;
using Sse.Tests.Harness;

namespace Sse.Tests.Diagnostics;

public partial class CatalogueTests
{
    private static readonly string Pages = Path.Combine(Paths.Repository, "docs", "diagnostics");

    private static readonly DiagnosticDescriptor[] Supported = [.. AnalyzerRun.Analyzers.SelectMany(analyzer => analyzer.SupportedDiagnostics).Distinct()];

    public static TheoryData<string> Ids { get; } = [.. Supported.Select(descriptor => descriptor.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_diagnostic_is_complete(string id) => FindGaps(Descriptor(id)).ShouldBeEmpty();

    [Fact]
    public void A_diagnostic_without_page_row_or_test_is_found()
    {
        var unknown = new DiagnosticDescriptor("SSE9999", "title", "message", "Sse", DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: "");
        FindGaps(unknown).ShouldBe(["no exact-span test", "no page", "no line in the index", "no release row", "no help link"], ignoreOrder: true);
    }

    [Fact]
    public void Every_kind_of_finding_has_a_diagnostic_of_its_own() =>
        Enum.GetValues<Generators.Parsing.FindingKind>().Select(Descriptors.For).Distinct()
            .Append(HubDescriptors.SameNameInAssembly).Append(Descriptors.OtherGenerator).ShouldBe(Supported, ignoreOrder: true);

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task The_pages_wrong_example_is_reported_and_the_right_one_is_not(string id)
    {
        var page = await File.ReadAllTextAsync(Path.Combine(Pages, id + ".md"), TestContext.Current.CancellationToken);
        (await AnalyzerRun.Of(Usings + Example(page, "Wrong"))).Select(diagnostic => diagnostic.Id).ShouldBe([id]);
        (await AnalyzerRun.Of(Usings + Example(page, "Right"))).ShouldBeEmpty();
    }

    [Fact]
    public void The_index_says_what_has_a_code_fix()
    {
        var fixable = typeof(global::Sse.CodeFixes.MakePartialCodeFix).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Microsoft.CodeAnalysis.CodeFixes.CodeFixProvider)) && !type.IsAbstract)
            .SelectMany(type => ((Microsoft.CodeAnalysis.CodeFixes.CodeFixProvider)Activator.CreateInstance(type)!).FixableDiagnosticIds).Distinct();
        File.ReadLines(Path.Combine(Pages, "README.md")).Select(line => line.Split(" | ")).Where(cells => cells.Length == 4 && cells[0].StartsWith('[') && cells[3].Trim().Length > 0)
            .Select(cells => cells[0][1..8]).ShouldBe(fixable, ignoreOrder: true);
    }

    private const string Usings = "using System; using System.Collections.Generic; using System.Text.Json.Serialization; using Sse;\n";

    private static DiagnosticDescriptor Descriptor(string id) => Supported.Single(descriptor => descriptor.Id == id);

    internal static IEnumerable<string> FindGaps(DiagnosticDescriptor descriptor)
    {
        var page = Path.Combine(Pages, descriptor.Id + ".md");
        if (!DiagnosticCases.All.Concat(HubDiagnosticCases.All).Any(row => row.Data.Contains($"{{|{descriptor.Id}:", StringComparison.Ordinal))) yield return "no exact-span test";
        if (!File.Exists(page)) yield return "no page";
        else if (!Headings.All(heading => File.ReadAllText(page).Contains($"\n## {heading}\n", StringComparison.Ordinal))) yield return "a page without one of its parts";
        if (!File.ReadAllText(Path.Combine(Pages, "README.md")).Contains($"[{descriptor.Id}]({descriptor.Id}.md) | {descriptor.DefaultSeverity} | {descriptor.Title} |", StringComparison.Ordinal)) yield return "no line in the index";
        if (!Releases().Contains($"{descriptor.Id} | {descriptor.Category} | {descriptor.DefaultSeverity} | {descriptor.Title}\n", StringComparison.Ordinal)) yield return "no release row";
        if (!descriptor.HelpLinkUri.EndsWith($"docs/diagnostics/{descriptor.Id}.md", StringComparison.Ordinal)) yield return "no help link";
    }

    private static readonly string[] Headings = ["Why", "Wrong", "Right", "When to suppress"];

    private static string Releases() => string.Concat(
        Directory.EnumerateFiles(Path.Combine(Paths.Repository, "src", "Sse.Generators"), "AnalyzerReleases.*.md").Select(File.ReadAllText));

    private static string Example(string page, string heading)
    {
        var match = Code().Match(page[page.IndexOf($"\n## {heading}\n", StringComparison.Ordinal)..]);
        match.Success.ShouldBeTrue();
        return match.Groups["code"].Value;
    }

    [GeneratedRegex(@"```csharp\n(?<code>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Code();
}
