namespace Sse.Tests;

/// <summary>The programs that these tests need.</summary>
internal static class Tools
{
    private const int OldestNode = 20;

    /// <summary>Skips loudly, or fails in CI, where node isn't there or is too old.</summary>
    public static async Task RequireNodeAsync()
    {
        var outcome = await Command.Run(Repository.Root, Require.Program("node", "nodejs"), "--version");
        var version = outcome.ShouldSucceed().Output.Trim();
        if (int.Parse(version.TrimStart('v').Split('.')[0], System.Globalization.CultureInfo.InvariantCulture) >= OldestNode) return;
        var reason = $"node is {version}, and has to be {OldestNode} or later.";
        if (Environment.GetEnvironmentVariable("CI") == "true") Assert.Fail(reason);
        Assert.Skip(reason);
    }
}
