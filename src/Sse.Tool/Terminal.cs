using Spectre.Console;

namespace Sse.Tool;

/// <summary>Where people read. Into a file or a pipe go neither colours nor line ends that nobody wrote.</summary>
internal static class Terminal
{
    public static IAnsiConsole Create()
    {
        if (!Console.IsOutputRedirected && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))) return AnsiConsole.Console;
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Interactive = InteractionSupport.No });
        if (Console.IsOutputRedirected) console.Profile.Width = int.MaxValue;
        return console;
    }
}
