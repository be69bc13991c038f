using System.IO.Compression;

namespace Sse.Tests.Consumers;

/// <summary>Packages that use each other's internals are of one version, or not restored.</summary>
[Collection(nameof(Packages))]
public class VersionTests(LocalFeed feed)
{
    [Theory]
    [InlineData("Sse.Runtime")]
    [InlineData("Sse.Client")]
    public async Task A_package_asks_for_exactly_the_abstractions_it_was_built_with(string package)
    {
        await using var file = File.OpenRead(feed.Package(package));
        await using var archive = new ZipArchive(file);
        using var reader = new StreamReader(archive.Entries.Single(entry => entry.Name.EndsWith(".nuspec", StringComparison.Ordinal)).Open());
        var nuspec = await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
        nuspec.ShouldContain($"""<dependency id="Sse.Abstractions" version="[{feed.Version}]" """);
    }

    [Fact]
    public async Task A_runtime_of_another_version_than_its_abstractions_is_refused_at_restore()
    {
        // As it comes about: a contracts library was built against newer abstractions than the application's runtime.
        var newer = feed.Version + ".1";
        (await Command.Run(Repository.Root, "dotnet", "pack", "src/Sse.Abstractions", "-c", "Release", "-o", feed.PackagesFolder, $"-p:Version={newer}", "-p:RunAnalyzers=false")).ShouldSucceed();
        using var consumer = new Consumer(feed);
        consumer
            .Project("Contracts", "Microsoft.NET.Sdk", $"""<PackageReference Include="Sse.Abstractions" Version="{newer}" />""")
            .Project("App", "Microsoft.NET.Sdk.Web", $"""<PackageReference Include="Sse.Runtime" Version="{feed.Version}" /><ProjectReference Include="../Contracts/Contracts.csproj" />""")
            .File("App/Program.cs", "WebApplication.Create(args).Run();");

        var outcome = await consumer.Build("App");
        outcome.ExitCode.ShouldNotBe(0);
        outcome.Output.ShouldContain("NU1107");
        outcome.Output.ShouldContain("Sse.Abstractions");
    }
}
