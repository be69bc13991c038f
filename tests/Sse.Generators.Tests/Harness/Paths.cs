using System.Reflection;

namespace Sse.Tests.Harness;

/// <summary>Where the sources of this project and of the repository are.</summary>
internal static class Paths
{
    public static string Project { get; } = Read("ProjectDirectory");

    /// <summary>The package of a generator that completes types.</summary>
    public static string Vogen { get; } = Read("Vogen");

    public static string Repository { get; } = Read("RepositoryRoot");

    private static string Read(string key) => typeof(Paths).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == key).Value!;
}
