namespace Sse;

/// <summary>Where a source file lies, also when a deterministic build wrote <c>/_/</c> for the root of its repository.</summary>
internal static class SourceFolder
{
    private const string MappedRoot = "/_";

    /// <summary>The folder of a file.</summary>
    /// <returns>That of the running tests where it can't be found.</returns>
    public static string Of(string file) => Of(file, AppContext.BaseDirectory);

    internal static string Of(string file, string output)
    {
        var folder = Path.GetDirectoryName(file) ?? "";
        if (Directory.Exists(folder)) return folder;
        var normal = folder.Replace('\\', '/');
        if (normal.StartsWith(MappedRoot, StringComparison.Ordinal) && normal.IndexOf('/', MappedRoot.Length) is var root and >= 0)
            for (var above = output; !string.IsNullOrEmpty(above); above = Path.GetDirectoryName(above))
                if (Path.Combine(above, normal[(root + 1)..]) is var found && Directory.Exists(found)) return found;
        return output;
    }
}
