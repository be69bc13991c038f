using System.Globalization;

namespace Sse.Tests;

/// <summary>A process and all that it has started, with their command lines.</summary>
internal sealed class ProcessFamily
{
    private readonly Dictionary<string, string> _commandLines = new(StringComparer.Ordinal);

    public IReadOnlyCollection<string> CommandLines => _commandLines.Values;

    public static ProcessFamily Of(int process)
    {
        var family = new ProcessFamily();
        family.Add(process.ToString(CultureInfo.InvariantCulture));
        return family;
    }

    /// <summary>Adds those with such a command line, and all that they have started.</summary>
    public void Add(Func<string, bool> commandLine)
    {
        foreach (var process in Directory.GetDirectories("/proc").Select(folder => Path.GetFileName(folder)!))
            if (process.All(char.IsAsciiDigit) && commandLine(CommandLineOf(process))) Add(process);
    }

    public int ProcessOf(Func<string, bool> commandLine) => int.Parse(_commandLines.Single(process => commandLine(process.Value)).Key, CultureInfo.InvariantCulture);

    /// <summary>Waits until none of them runs.</summary>
    public async Task ShouldEndAsync()
    {
        var start = TimeProvider.System.GetTimestamp();
        while (_commandLines.Keys.Where(process => CommandLineOf(process) == _commandLines[process]).ToList() is { Count: > 0 } running)
        {
            TimeProvider.System.GetElapsedTime(start).ShouldBeLessThan(TimeSpan.FromSeconds(20), string.Join('\n', running.Select(process => _commandLines[process])));
            await Task.Yield();
        }
    }

    private void Add(string process)
    {
        if (!_commandLines.TryAdd(process, CommandLineOf(process))) return;
        foreach (var thread in Directory.GetDirectories($"/proc/{process}/task"))
            foreach (var child in File.ReadAllText(Path.Combine(thread, "children")).Split(' ', StringSplitOptions.RemoveEmptyEntries))
                Add(child);
    }

    // Empty once it has ended, waited for or not.
    private static string CommandLineOf(string process)
    {
        try { return File.ReadAllText($"/proc/{process}/cmdline").Replace('\0', ' '); }
        catch (IOException) { return ""; }
    }
}
