using System.Diagnostics;
using Sse.Tests.Support;

namespace Sse.Tests.Commands;

/// <summary>The program itself, in a process of its own.</summary>
public class ProgramTests
{
    [Fact]
    public async Task Into_a_pipe_go_no_colours_and_no_broken_lines()
    {
        await using var server = await StreamServer.StartAsync(async context => await StreamServer.Answer(context, 404, ""));
        var outcome = await Command.Run(Repository.Root, "dotnet", Tool, "check", server.Address.AbsoluteUri);

        outcome.ExitCode.ShouldBe(1, outcome.Output);
        outcome.Output.ShouldNotContain('\u001b');
        outcome.Output.ShouldContain("SSEC01 answer: 404: an EventSource doesn't come back after anything but 200 (HTML 9.2.3)");
    }

    [Fact]
    public async Task An_interrupt_ends_it_with_what_was_found()
    {
        var watched = new TaskCompletionSource();
        await using var server = await StreamServer.StartAsync(async context =>
        {
            if (context.Request.Method is "HEAD") watched.TrySetResult();
            await new Journal(1).ServeAsync(context);
        });
        using var process = Process.Start(Command.StartInfo(Repository.Root, "dotnet", [Tool, "check", server.Address.AbsoluteUri, "--watch", "600", "--skip", "SSEC31"]))!;
        await watched.Task.Soon();
        await SampleServer.SignalAsync(process.Id, "INT");

        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken).Soon();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken).Soon();
        process.ExitCode.ShouldBe(130, output);
        output.ShouldContain("SSEC02 content type: text/event-stream");
        output.ShouldContain("stopped before the end");
    }

    private static string Tool => Path.Combine(AppContext.BaseDirectory, "Sse.Tool.dll");
}
