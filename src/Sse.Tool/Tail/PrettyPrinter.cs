using System.Globalization;
using Spectre.Console;

namespace Sse.Tool.Tail;

/// <summary>For eyes: a coloured line for each event, its type always in the same colour, and the state between them.</summary>
internal sealed class PrettyPrinter(IAnsiConsole console) : ITailPrinter
{
    private static readonly Color[] Colors = [Color.Aqua, Color.Gold1, Color.MediumPurple1, Color.SpringGreen2, Color.HotPink, Color.DodgerBlue1, Color.Orange1, Color.Chartreuse1];

    public void Event(SseMessage message, DateTimeOffset time)
    {
        var color = Colors[message.Type.Aggregate(0, (sum, c) => sum * 31 + c & 0xFFFF) % Colors.Length].ToMarkup();
        var id = message.LastEventId.Length == 0 ? "" : $" [grey50]{Shown(message.LastEventId)}[/]";
        console.MarkupLine($"[grey50]{time.ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture)}[/] [{color}]{Shown(message.Type)}[/]{id}");
        foreach (var line in message.Text.Split('\n')) console.MarkupLine($"  {Shown(line)}");
    }

    public void State(TailState state, string text)
    {
        var (sign, color) = state switch
        {
            TailState.Connecting => ("○", "grey50"),
            TailState.Open => ("●", "green"),
            TailState.Waiting => ("◌", "yellow"),
            TailState.Gap => ("▲", "orange1"),
            TailState.Finished => ("■", "grey50"),
            _ => ("✖", "red"),
        };
        console.MarkupLine($"[{color}]{sign} {Shown(text)}[/]");
    }

    private static string Shown(string text) => Markup.Escape(TerminalText.Shown(text));
}
