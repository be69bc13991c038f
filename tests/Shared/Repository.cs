using System.Runtime.CompilerServices;

namespace Sse.Tests;

/// <summary>Where the repository lies, so that tests can read the files they guard.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    public static string PathOf(string relative) => Path.Combine(Root, relative);

    private static string Find([CallerFilePath] string file = "")
    {
        // A deterministic build maps source paths away, so the output folder is the second place to start from.
        foreach (var start in new[] { Path.GetDirectoryName(file), AppContext.BaseDirectory })
        {
            for (var folder = start; !string.IsNullOrEmpty(folder); folder = Path.GetDirectoryName(folder))
                if (File.Exists(Path.Combine(folder, "Sse.sln"))) return folder;
        }
        throw new InvalidOperationException("Sse.sln was not found above the tests.");
    }
}
