using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

/// <summary>A process that runs NATS or PostgreSQL in a temporary folder for as long as its parent wants it, and says how to connect.</summary>
internal abstract class Engine
{
    private const string None = "Nodes share a log in NATS or PostgreSQL, and neither is installed. Install one: apt-get install nats-server (or postgresql), brew install nats-server (or postgresql).";

    /// <summary>Runs "nats" or "postgres"; without a name, the first that is installed.</summary>
    public static async Task<int> RunAsync(string wanted)
    {
        // Those who use it end first: neither Ctrl+C, which reaches all of a terminal's session, nor a signal is for it.
        if (!OperatingSystem.IsWindows()) _ = StartSession();
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => signal.Cancel = true);
        var (engine, problem) = Find(wanted);
        if (engine is null)
        {
            await Console.Error.WriteLineAsync(problem);
            return 1;
        }
        var folder = Directory.CreateTempSubdirectory("sse-cluster-");
        try
        {
            var log = await engine.StartAsync(folder.FullName, FreePort());
            await SharedLog.CreateAsync(log);
            Console.WriteLine(log);
            await Child.LetGo;
            return 0;
        }
        catch (InvalidOperationException failure)
        {
            await Console.Error.WriteLineAsync(failure.Message);
            return 1;
        }
        finally
        {
            await engine.StopAsync();
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Starts it and waits until it answers.</summary>
    /// <returns>How to connect to it.</returns>
    protected abstract Task<string> StartAsync(string folder, int port);

    protected abstract Task StopAsync();

    private static (Engine?, string?) Find(string wanted) => wanted switch
    {
        "nats" => (NatsEngine.Find(), "nats-server is not installed: apt-get install nats-server, or brew install nats-server."),
        "postgres" => (PostgresEngine.Find(), "PostgreSQL is not installed: apt-get install postgresql, or brew install postgresql."),
        "" => ((Engine?)NatsEngine.Find() ?? PostgresEngine.Find(), None),
        _ => (null, $"There is no engine '{wanted}': --engine nats, or --engine postgres."),
    };

    /// <summary>Where a program is: in the path, or in one of the folders that are not in everybody's.</summary>
    protected static string? FindProgram(string name, params IEnumerable<string> folders) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Concat(folders)
            .SelectMany(folder => new[] { Path.Combine(folder, name), Path.Combine(folder, name + ".exe") }).FirstOrDefault(File.Exists);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    [DllImport("libc", EntryPoint = "setsid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int StartSession();
}
