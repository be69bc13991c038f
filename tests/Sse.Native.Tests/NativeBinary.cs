using System.Diagnostics;

[assembly: AssemblyFixture(typeof(Sse.Tests.NativeBinary))]

namespace Sse.Tests;

/// <summary>Publishes the native app once, runs it on a free port, and stops it at the end.</summary>
public sealed class NativeBinary : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private Process? _process;

    public string PublishOutput { get; private set; } = "";

    public Uri Address { get; private set; } = new("http://127.0.0.1");

    public string File => _folder["Sse.NativeApp"];

    public TimeSpan StartUp { get; private set; }

    public long ResidentBytes
    {
        get
        {
            _process!.Refresh();
            return _process.WorkingSet64;
        }
    }

    public async ValueTask InitializeAsync()
    {
        PublishOutput = (await Command.Run(Repository.Root, "dotnet", "publish", "tests/Sse.NativeApp", "-c", "Release", "-o", _folder.Path)).ShouldSucceed().Output;
        var started = Stopwatch.GetTimestamp();
        (_process, Address) = await StartAsync();
        StartUp = Stopwatch.GetElapsedTime(started);
    }

    /// <summary>Starts the binary once more, until the returned process is killed.</summary>
    public async Task<(Process Process, Uri Address)> StartAsync(params string[] arguments)
    {
        var process = Process.Start(Command.StartInfo(_folder.Path, File, ["--urls", "http://127.0.0.1:0", .. arguments]))!;
        string? line;
        do line = await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        while (line is not null && !line.StartsWith("http", StringComparison.Ordinal));
        return (process, new Uri(line ?? throw new InvalidOperationException("The native binary ended before it told its address.")));
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            _process.Kill();
            await _process.WaitForExitAsync(CancellationToken.None);
            _process.Dispose();
        }
        _folder.Dispose();
    }
}
