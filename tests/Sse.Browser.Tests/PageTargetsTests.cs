namespace Sse.Tests;

/// <summary>When a sample's page is built, with programs in place of node and npm that only write down what they were asked.</summary>
public sealed class PageTargetsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public PageTargetsTests()
    {
        _folder.Write("Sample/Sample.proj", $"""
            <Project>
              <PropertyGroup>
                <PageFolder>$(MSBuildProjectDirectory)/page/</PageFolder>
                <IntermediateOutputPath>obj/</IntermediateOutputPath>
              </PropertyGroup>
              <Target Name="SseTypeScript" />
              <Import Project="{Repository.PathOf("samples/Shared/Page.targets")}" />
            </Project>
            """);
        foreach (var file in (string[])["package.json", "package-lock.json", "page.ts"]) _folder.Write($"Sample/page/{file}", "{}");
        Directory.CreateDirectory(_folder["programs"]);
        Directory.CreateDirectory(_folder["Sample/obj"]);
        File.CreateSymbolicLink(_folder["programs/sh"], "/bin/sh");
    }

    [Fact]
    public async Task Npm_installs_and_builds_what_has_changed_and_nothing_else()
    {
        Install("v20.19.0");
        (await BuildAsync()).ShouldBe(["ci --no-audit --no-fund --silent", "run build --silent"]);
        (await BuildAsync()).ShouldBeEmpty();

        Change("page/page.ts");
        (await BuildAsync()).ShouldBe(["run build --silent"]);

        Change("page/package-lock.json");
        (await BuildAsync()).ShouldBe(["ci --no-audit --no-fund --silent", "run build --silent"]);

        File.Delete(_folder["Sample/wwwroot/index.html"]);
        (await BuildAsync()).ShouldBe(["run build --silent"]);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("v18.20.4")]
    [InlineData("v20.18.9")]
    public async Task Without_a_node_that_is_new_enough_the_build_succeeds_and_the_page_says_what_is_missing_until_it_is_there(string? version)
    {
        if (version is not null) Install(version);
        (await BuildAsync()).ShouldBeEmpty();
        Page.ShouldContain("Node.js</a> 20.19 or later");

        Install("v22.1.0");
        (await BuildAsync()).Count.ShouldBe(2);
        Page.ShouldBe("built");
    }

    public void Dispose() => _folder.Dispose();

    private string Page => File.ReadAllText(_folder["Sample/wwwroot/index.html"]).Trim();

    private void Install(string version)
    {
        Program("node", $"echo {version}");
        Program("npm", $"""
            case $1 in
              --version) echo 10.9.2; exit;;
              ci) /bin/mkdir -p node_modules; echo > node_modules/.package-lock.json;;
              run) /bin/mkdir -p ../wwwroot; echo built > ../wwwroot/index.html;;
            esac
            echo "$@" >> "{_folder["asked"]}"
            """);
    }

    private void Program(string name, string script)
    {
        _folder.Write($"programs/{name}", $"#!/bin/sh\n{script}\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(_folder[$"programs/{name}"], UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.UserWrite);
    }

    // As if it had been written after the build.
    private void Change(string file) => File.SetLastWriteTimeUtc(_folder[$"Sample/{file}"], File.GetLastWriteTimeUtc(_folder["Sample/obj/page.stamp"]).AddMilliseconds(1));

    /// <summary>Builds, without a warning, and returns what npm was asked meanwhile.</summary>
    private async Task<IReadOnlyList<string>> BuildAsync()
    {
        File.Delete(_folder["asked"]);
        (await Command.Run(_folder["Sample"], "/usr/bin/env", $"PATH={_folder["programs"]}", Require.Program("dotnet"), "msbuild", "-t:BuildPage", "-nologo", "-warnaserror", "Sample.proj")).ShouldSucceed();
        return File.Exists(_folder["asked"]) ? await File.ReadAllLinesAsync(_folder["asked"], TestContext.Current.CancellationToken) : [];
    }
}
