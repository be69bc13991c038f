namespace Sse.Tests;

/// <summary>Samples whose pages are built from TypeScript.</summary>
internal static class SamplePage
{
    /// <summary>Starts one. Where its page couldn't be built, the test is skipped loudly, and fails in CI.</summary>
    public static async Task<SampleServer> StartAsync(string sample, params string[] arguments)
    {
        if (File.ReadAllText(Repository.PathOf($"samples/{sample}/wwwroot/index.html")).Contains("<h1>This page is not built</h1>", StringComparison.Ordinal))
        {
            Require.Program("node", "nodejs");
            Require.Program("npm");
            Assert.Fail($"The page of {sample} was built without Node.js, or with one that is too old: build again.");
        }
        var server = new SampleServer(sample, arguments);
        await server.Start();
        return server;
    }
}
