namespace Sse.Tests;

/// <summary>The packages that <c>Validators/package-lock.json</c> pins.</summary>
internal static class NodePackages
{
    public static readonly string Folder = Repository.PathOf("tests/Sse.OpenApi.Tests/Validators");
    private static readonly Lazy<Task> Installed = new(InstallAsync);

    /// <summary>Installs them, unless they are.</summary>
    public static Task Install()
    {
        Require.Program("npm");
        return Installed.Value;
    }

    /// <summary>A file of one of them, after <see cref="Install"/>.</summary>
    public static string PathOf(string package, string file) => Path.Combine(Folder, "node_modules", package, file);

    private static async Task InstallAsync()
    {
        var stamp = Path.Combine(Folder, "node_modules", ".package-lock.json");
        var pinned = Path.Combine(Folder, "package-lock.json");
        if (File.Exists(stamp) && File.GetLastWriteTimeUtc(stamp) >= File.GetLastWriteTimeUtc(pinned)) return;
        (await Command.Run(Folder, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")).ShouldSucceed();
    }
}
