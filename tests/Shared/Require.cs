namespace Sse.Tests;

/// <summary>What a machine must have for a test: absent, a developer's run skips loudly and CI fails.</summary>
internal static class Require
{
    public static string Program(string name, string? package = null)
    {
        var folders = $"{Environment.GetEnvironmentVariable("PATH")}:/usr/sbin".Split(':');
        var found = folders.Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
        if (found is not null) return found;

        var reason = $"'{name}' is not installed: run ./test.sh as root or install it (apt-get install {package ?? name}).";
        if (Environment.GetEnvironmentVariable("CI") == "true") Assert.Fail(reason);
        Assert.Skip(reason);
        return "";
    }
}
