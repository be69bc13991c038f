namespace Sse.Tool.Tail;

/// <summary>For pipes: the data only, the state among the messages.</summary>
internal sealed class RawPrinter(TextWriter output, TextWriter messages) : ITailPrinter
{
    public void Event(SseMessage message, DateTimeOffset time) => output.WriteLine(message.Text);

    public void State(TailState state, string text) => messages.WriteLine($"{state}: {text}");
}
