using System.Diagnostics;

namespace Sse.Tests.Consumers;

/// <summary>An event that is edited while its program runs, with the SDK's own hot reload.</summary>
[Collection(nameof(Packages))]
public class HotReloadTests(LocalFeed feed)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    private const string Events = """
        using Sse;
        [SseEvent("tick")] internal partial record Tick(int Number);
        [SseHub(typeof(Tick))] internal sealed partial class Hub;
        internal static class Now
        {
            public static string Text() => Frame(new Tick(1)) + SseData.Read<Tick>("{\"number\":1,\"title\":\"x\"}"u8).ToString();

            private static string Frame<T>(T value)
                where T : ISseEvent<T>
            {
                var writer = new SseFrameWriter(stackalloc byte[256]);
                T.WriteFrame(ref writer, value);
                var text = System.Text.Encoding.UTF8.GetString(writer.Written).ReplaceLineEndings("|");
                writer.Dispose();
                return text;
            }
        }
        """;

    [Fact]
    public async Task Members_and_events_are_added_without_a_restart()
    {
        using var consumer = new Consumer(feed)
            .Project("App", "Microsoft.NET.Sdk", $"""<PackageReference Include="Sse.Abstractions" Version="{feed.Version}" />""", "<OutputType>Exe</OutputType><AnalysisMode>None</AnalysisMode>")
            .File("App/Program.cs", "using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100)); do Console.WriteLine(Now.Text()); while (await timer.WaitForNextTickAsync());")
            .File("App/Events.cs", Events);
        var start = Command.StartInfo(consumer.PathOf("App"), "dotnet", ["watch", "run", "--non-interactive"]);
        start.Environment["DOTNET_USE_POLLING_FILE_WATCHER"] = "1";
        using var process = Process.Start(start)!;
        try
        {
            process.ErrorDataReceived += static (_, _) => { };
            process.BeginErrorReadLine();
            (await LineWith(process, "event: tick|data: {\"number\":1}||Tick { Number = 1 }")).ShouldNotContain("estart");
            var edited = Events
                .Replace("(int Number)", "(int Number, string? Title = null)", StringComparison.Ordinal)
                .Replace("[SseHub(typeof(Tick))]", "[SseEvent(\"tock\")] internal partial record Tock(long Count);\n[SseHub(typeof(Tick), typeof(Tock))]", StringComparison.Ordinal);
            consumer.File("App/Events.cs", edited);
            // An edit that comes before the SDK watches is never seen: it is made again then.
            (await LineWith(process, "\"title\"", time => consumer.File("App/Events.cs", $"{edited}\n// {time}"))).ShouldBe("event: tick|data: {\"number\":1,\"title\":null}||Tick { Number = 1, Title = x }");
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }
    }

    // A restart, and an error, end the wait too. The program writes ten lines a second.
    private static async Task<string> LineWith(Process process, string text, Action<int>? again = null)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var start = TimeProvider.System.GetTimestamp();
        for (var lines = 1; ; lines++)
        {
            var line = await process.StandardOutput.ReadLineAsync(cancellation).AsTask().WaitAsync(Patience, cancellation) ?? "the end";
            if (line.Contains(text, StringComparison.Ordinal) || line.Contains("estart is needed", StringComparison.Ordinal) || line.Contains("error", StringComparison.Ordinal) || line == "the end") return line;
            if (TimeProvider.System.GetElapsedTime(start) > Patience) throw new TimeoutException($"Nothing with {text} in {Patience}, but: {line}");
            if (lines % 200 == 0) again?.Invoke(lines);
        }
    }
}
