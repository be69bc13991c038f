using Microsoft.AspNetCore.Connections;

/// <summary>Where a sample listens, and what it says when it can't.</summary>
internal static class SamplePort
{
    /// <summary>Takes the sample's own port when nobody named another address.</summary>
    public static void UseOwnPort(this WebApplicationBuilder builder, int port)
    {
        var configuration = builder.Configuration;
        if (configuration["urls"] is null && configuration["http_ports"] is null) builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        // It would show the failed start a second time, with a stack trace.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
    }

    /// <summary>Runs the sample until it is stopped.</summary>
    /// <returns>The program's exit code.</returns>
    public static async Task<int> RunAsync(this WebApplication app, Func<string, string> greeting)
    {
        await using var running = app;
        try
        {
            await app.StartAsync();
        }
        catch (IOException taken) when (taken.InnerException is AddressInUseException)
        {
            await Console.Error.WriteLineAsync($"{taken.Message} Stop what listens there, or name another address: --urls http://127.0.0.1:0 takes any free port.");
            return 1;
        }
        Console.WriteLine(greeting(app.Urls.First()));
        await app.WaitForShutdownAsync();
        return 0;
    }
}
