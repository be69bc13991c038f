namespace Sse.Tests.Consumers;

/// <summary>A project in a fresh folder, as a user of the packages would write it.</summary>
internal sealed class Consumer : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public Consumer(LocalFeed feed) => feed.Serve(_folder.Path);

    /// <summary>The strictest settings a user may have; a test overrides what it is about.</summary>
    public Consumer Project(string name, string sdk, string references, string properties = "")
    {
        _folder.Write($"{name}/{name}.csproj", $"""
            <Project Sdk="{sdk}">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                <AnalysisMode>All</AnalysisMode>
                <NoWarn>CA1515;CA2007;CA1303;CA1062;CA1812;CA5394;CA1056;CA1054;CA1848;CA1873;CA1724</NoWarn>
                {properties}
              </PropertyGroup>
              <ItemGroup>{references}</ItemGroup>
            </Project>
            """);
        return this;
    }

    public Consumer File(string path, string content)
    {
        _folder.Write(path, content);
        return this;
    }

    public string PathOf(string relative) => _folder[relative];

    public Task<Command.Outcome> Build(string project) => Command.Run(_folder.Path, "dotnet", "build", project, "-v", "quiet");

    public Task<Command.Outcome> Run(string project) => Command.Run(_folder.Path, "dotnet", "run", "--project", project);

    public void Dispose() => _folder.Dispose();
}
