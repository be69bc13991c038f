using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Sse.Tests.Snippets;

/// <summary>The generators that come with the platform's reference assemblies.</summary>
internal static class PlatformGenerators
{
    /// <summary>What makes a JsonSerializerContext.</summary>
    public static IReadOnlyList<ISourceGenerator> Json { get; } = Load("System.Text.Json.SourceGeneration.dll");

    private static IReadOnlyList<ISourceGenerator> Load(string name)
    {
        var packs = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "../../../packs/Microsoft.NETCore.App.Ref"));
        var path = Directory.EnumerateFiles(packs, name, SearchOption.AllDirectories).First(path => path.Contains($"{Path.DirectorySeparatorChar}{Environment.Version.Major}.", StringComparison.Ordinal));
        return [.. new AnalyzerFileReference(path, new Loader()).GetGenerators(LanguageNames.CSharp)];
    }

    private sealed class Loader : IAnalyzerAssemblyLoader
    {
        public void AddDependencyLocation(string fullPath)
        {
        }

        public Assembly LoadFromPath(string fullPath) => Assembly.LoadFrom(fullPath);
    }
}
