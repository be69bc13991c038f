using System.Diagnostics;
using System.Text;

namespace Sse.Tests;

/// <summary>Runs a program to its end and keeps what it printed.</summary>
internal static class Command
{
    public sealed record Outcome(int ExitCode, string Output)
    {
        public Outcome ShouldSucceed()
        {
            ExitCode.ShouldBe(0, Output);
            return this;
        }
    }

    public static async Task<Outcome> Run(string folder, string program, params IReadOnlyList<string> arguments)
    {
        var output = new StringBuilder();
        using var process = new Process { StartInfo = StartInfo(folder, program, arguments) };
        process.OutputDataReceived += (_, line) => { lock (output) output.AppendLine(line.Data); };
        process.ErrorDataReceived += (_, line) => { lock (output) output.AppendLine(line.Data); };
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromMinutes(8), TestContext.Current.CancellationToken);
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
        lock (output) return new(process.ExitCode, output.ToString());
    }

    public static ProcessStartInfo StartInfo(string folder, string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        // Settings of the test run that a program started from it must not inherit.
        foreach (var name in new[] { "MSBUILD_EXE_PATH", "MSBuildSDKsPath", "MSBuildExtensionsPath", "ASPNETCORE_URLS", "CI" }) start.Environment.Remove(name);
        return start;
    }
}
