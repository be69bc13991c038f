using System.Globalization;

namespace Sse.Tests.Consumers;

/// <summary>The tests that share one set of packages.</summary>
[CollectionDefinition(nameof(Packages))]
public sealed class Packages : ICollectionFixture<LocalFeed>;

/// <summary>Every package of the repository, packed once into a folder, under a version no cache has seen.</summary>
public sealed class LocalFeed : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();

    public string Version { get; } = string.Create(CultureInfo.InvariantCulture, $"0.1.0-test.{Environment.ProcessId}.{Environment.TickCount64}");

    public string PackagesFolder => _folder["packages"];

    public async ValueTask InitializeAsync()
    {
        // Analyzers have seen the code when the solution was built.
        foreach (var target in (string[])["Restore", "Pack"])
            (await Command.Run(Repository.Root, "dotnet", "msbuild", "eng/Packages.proj", $"-t:{target}", "-m", "-v:minimal", "-nologo", $"-p:PackageOutputPath={PackagesFolder}", $"-p:Version={Version}", "-p:ContinuousIntegrationBuild=true", "-p:RunAnalyzers=false", "-warnaserror"))
                .ShouldSucceed();
    }

    public string Package(string id) => Path.Combine(PackagesFolder, $"{id}.{Version}.nupkg");

    /// <summary>
    /// Makes a folder restore our packages from here, everything else as the machine is set up, into a cache of its
    /// own that falls back on the machine's.
    /// </summary>
    public void Serve(string folder)
    {
        var cache = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        File.WriteAllText(Path.Combine(folder, "nuget.config"), $"""
            <configuration>
              <packageSources><add key="local" value="{PackagesFolder}" /></packageSources>
              <config><add key="globalPackagesFolder" value="{_folder["cache"]}" /></config>
              <fallbackPackageFolders><add key="machine" value="{cache}" /></fallbackPackageFolders>
            </configuration>
            """);
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }
}
