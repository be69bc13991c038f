using System.Diagnostics;

/// <summary>
/// This program again, as a process that ends when this one does, however this one ends: it reads its standard input, to
/// which nobody writes, and stops at its end.
/// </summary>
internal sealed class Child : IAsyncDisposable
{
    private readonly Process _process;

    public Child(params string[] arguments)
    {
        var program = Environment.ProcessPath!;
        // By "dotnet Cluster.dll" it is dotnet.
        string[] library = Path.GetFileNameWithoutExtension(program) == "dotnet" ? [Environment.GetCommandLineArgs()[0]] : [];
        _process = Process.Start(new ProcessStartInfo(program, [.. library, .. arguments]) { RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false })!;
    }

    /// <summary>In a child: completes when its parent has let it go, or is gone.</summary>
    public static Task LetGo { get; } = Task.Run(() => Console.In.ReadToEnd());

    /// <summary>The line that it says when it is ready; null when it ended instead.</summary>
    public async Task<string?> ReadLineAsync(CancellationToken cancellationToken = default) => await _process.StandardOutput.ReadLineAsync(cancellationToken);

    public Task WaitForExitAsync(CancellationToken cancellationToken) => _process.WaitForExitAsync(cancellationToken);

    /// <summary>Ends it like a crash.</summary>
    public void Kill() => _process.Kill();

    /// <summary>Lets it go and waits for its end.</summary>
    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
    }
}
