using System.Globalization;
using System.Runtime.CompilerServices;

namespace Sse.Tool.Checks;

/// <summary>Words for findings: figures are written alike everywhere, and what a server said is short.</summary>
internal static class Say
{
    private const int Longest = 60;

    public static string Text(ref DefaultInterpolatedStringHandler text) => string.Create(CultureInfo.InvariantCulture, ref text);

    public static string Seconds(TimeSpan time) => time < TimeSpan.FromSeconds(1) ? Text($"{time.TotalMilliseconds:0} ms") : Text($"{time.TotalSeconds:0.0} s");

    public static string Count(int count, string one, string many) => Text($"{count} {(count == 1 ? one : many)}");

    public static string Quoted(string text) => $"'{(text.Length > Longest ? $"{text[..Longest]}…" : text)}'";
}
