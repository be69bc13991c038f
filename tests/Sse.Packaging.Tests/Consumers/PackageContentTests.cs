using System.IO.Compression;
using System.Security.Cryptography;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Sse.Tests.House;

namespace Sse.Tests.Consumers;

[Collection(nameof(Packages))]
public class PackageContentTests(LocalFeed feed)
{
    [Theory]
    [InlineData("Sse.Abstractions")]
    [InlineData("Sse.Runtime")]
    [InlineData("Sse.Client")]
    [InlineData("Sse.Sqlite")]
    [InlineData("Sse.Nats")]
    [InlineData("Sse.Postgres")]
    [InlineData("Sse.Dashboard")]
    public void A_package_holds_both_frameworks_documentation_readme_licence_and_symbols(string id)
    {
        using var package = ZipFile.OpenRead(feed.Package(id));
        var files = package.Entries.Select(entry => entry.FullName).ToArray();

        foreach (var framework in new[] { "net9.0", "net10.0" })
        {
            files.ShouldContain($"lib/{framework}/{id}.dll");
            files.ShouldContain($"lib/{framework}/{id}.xml");
        }
        files.ShouldContain("README.md");
        var manifest = XDocument.Load(package.GetEntry($"{id}.nuspec")!.Open());
        manifest.Descendants().Single(element => element.Name.LocalName == "license").Value.ShouldBe("MIT");
        File.Exists(Path.ChangeExtension(feed.Package(id), ".snupkg")).ShouldBeTrue();
    }

    [Theory]
    [InlineData("Sse.Abstractions")]
    [InlineData("Sse.Runtime")]
    [InlineData("Sse.Client")]
    [InlineData("Sse.Sqlite")]
    [InlineData("Sse.Nats")]
    [InlineData("Sse.Postgres")]
    [InlineData("Sse.Dashboard")]
    public void A_package_holds_the_pages_that_its_readme_leads_to(string id)
    {
        using var folder = new TemporaryFolder();
        ZipFile.ExtractToDirectory(feed.Package(id), folder.Path);
        var pages = Directory.GetFiles(folder["docs"], "*.md", SearchOption.AllDirectories).Append(folder["README.md"]).ToList();
        pages.Count.ShouldBeGreaterThan(50);
        pages.SelectMany(page => DocumentationTests.DeadLinks(Path.GetDirectoryName(page)!, File.ReadAllText(page))).ShouldBeEmpty();
    }

    [Fact]
    public void Each_diagnostic_leads_to_a_page_of_its_package()
    {
        using var folder = new TemporaryFolder();
        ZipFile.ExtractToDirectory(feed.Package("Sse.Abstractions"), folder.Path);
        var reference = new AnalyzerFileReference(folder["analyzers/dotnet/cs/Sse.Generators.dll"], new Loader());
        var links = reference.GetAnalyzers(LanguageNames.CSharp).SelectMany(analyzer => analyzer.SupportedDiagnostics).Select(descriptor => descriptor.HelpLinkUri).ToList();
        links.Count.ShouldBeGreaterThan(10);
        links.Where(link => !File.Exists(folder[link])).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Sse.Runtime")]
    [InlineData("Sse.Client")]
    [InlineData("Sse.Sqlite")]
    [InlineData("Sse.Nats")]
    [InlineData("Sse.Postgres")]
    [InlineData("Sse.Dashboard")]
    public void A_package_lets_the_analyzers_of_the_abstractions_flow_through(string id)
    {
        using var package = ZipFile.OpenRead(feed.Package(id));
        var dependencies = XDocument.Load(package.GetEntry($"{id}.nuspec")!.Open()).Descendants().Where(element => element.Name.LocalName == "dependency").ToArray();

        dependencies.Where(dependency => ((string?)dependency.Attribute("id"))!.StartsWith("Sse.", StringComparison.Ordinal)).Select(dependency => (string?)dependency.Attribute("exclude") ?? "").ShouldAllBe(exclude => exclude == "");
    }

    [Fact]
    public void The_analyzers_load_in_the_oldest_compiler_they_claim()
    {
        typeof(Compilation).Assembly.GetName().Version!.ToString(2).ShouldBe("4.14");
        using var folder = new TemporaryFolder();
        ZipFile.ExtractToDirectory(feed.Package("Sse.Abstractions"), folder.Path);
        var analyzers = Directory.GetFiles(folder["analyzers/dotnet/cs"], "*.dll").Order(StringComparer.Ordinal).ToArray();
        analyzers.Select(Path.GetFileName).ShouldBe(["Sse.CodeFixes.dll", "Sse.Generators.dll"]);

        var reference = new AnalyzerFileReference(folder["analyzers/dotnet/cs/Sse.Generators.dll"], new Loader());
        reference.AnalyzerLoadFailed += (_, failure) => Assert.Fail(failure.Message);
        reference.GetGenerators(LanguageNames.CSharp).ShouldNotBeEmpty();
        reference.GetAnalyzers(LanguageNames.CSharp).ShouldNotBeEmpty();
    }

    [Fact]
    public async Task The_same_commit_gives_the_same_bytes_wherever_it_lies()
    {
        var hashes = new List<string>();
        for (var i = 0; i < 2; i++)
        {
            using var copy = new TemporaryFolder();
            (await Command.Run(copy.Path, "git", "clone", "--quiet", Repository.Root, ".")).ShouldSucceed();
            (await Command.Run(copy.Path, "dotnet", "build", "src/Sse.Abstractions", "-c", "Release", "-f", "net10.0", "-p:ContinuousIntegrationBuild=true", "-p:RunAnalyzers=false", "-v", "quiet")).ShouldSucceed();
            hashes.Add(Convert.ToHexString(SHA256.HashData(await File.ReadAllBytesAsync(copy["artifacts/bin/Sse.Abstractions/release_net10.0/Sse.Abstractions.dll"], TestContext.Current.CancellationToken))));
        }
        hashes[0].ShouldBe(hashes[1]);
    }

    private sealed class Loader : IAnalyzerAssemblyLoader
    {
        public void AddDependencyLocation(string fullPath) { }

        public System.Reflection.Assembly LoadFromPath(string fullPath) => System.Runtime.Loader.AssemblyLoadContext.Default.LoadFromAssemblyPath(fullPath);
    }
}
