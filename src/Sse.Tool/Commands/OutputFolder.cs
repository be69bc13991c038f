namespace Sse.Tool.Commands;

/// <summary>Where files are written. One that would not change is left alone, so that who watches it isn't woken.</summary>
internal static class OutputFolder
{
    /// <summary>Writes a file.</summary>
    /// <returns>Whether it has changed.</returns>
    public static bool Write(string folder, string name, string text)
    {
        var path = Path.Combine(folder, name);
        if (File.Exists(path) && File.ReadAllText(path) == text) return false;
        Directory.CreateDirectory(folder);
        File.WriteAllText(path, text);
        return true;
    }
}
