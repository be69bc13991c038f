namespace Sse.Tests;

public class SamplePortTests
{
    [Theory]
    [InlineData("Clock")]
    [InlineData("Market")]
    [InlineData("Jobs")]
    [InlineData("Notifications")]
    [InlineData("Cluster")]
    public async Task A_port_that_is_taken_is_an_error_that_says_so(string sample)
    {
        if (sample == "Cluster") Require.Program("nats-server");
        await using var first = new SampleServer(sample);
        await first.Start();

        var second = await Command.Run(Repository.PathOf($"samples/{sample}"), "dotnet", [SampleServer.ProgramOf(sample), "--urls", first.Address.ToString()]);

        second.ExitCode.ShouldBe(1);
        second.Output.ShouldContain($"Failed to bind to address {first.Address.GetLeftPart(UriPartial.Authority)}: address already in use.");
        second.Output.ShouldContain("--urls http://127.0.0.1:0");
        second.Output.ShouldNotContain("   at ", customMessage: "a stack trace");
    }
}
