using System.CommandLine;

namespace Sse.Tool.Commands;

/// <summary><c>dotnet sse diff</c>: what a change of contracts breaks, and for whom. Ends with 1 when somebody is broken.</summary>
internal static class DiffCommand
{
    public static Command Create()
    {
        var before = new Argument<string>("before") { Description = "The contracts of before: a file of JSON, or a built assembly." };
        var after = new Argument<string>("after") { Description = "The contracts of now." };
        var oldClients = new Option<bool>("--old-clients") { Description = "End with 1 only for what breaks clients that are about already, not for what breaks new ones on events of before." };
        var command = new Command("diff", "Says what a change of hubs breaks, and for whom.") { before, after, oldClients };
        command.SetAction(parsed => Run(
            parsed.GetValue(before)!, parsed.GetValue(after)!, parsed.GetValue(oldClients) ? SseContractBreaks.OldClients : SseContractBreaks.OldClients | SseContractBreaks.NewClients,
            parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error));
        return command;
    }

    private static int Run(string before, string after, SseContractBreaks refused, TextWriter output, TextWriter errors)
    {
        try
        {
            var changes = SseContractDiff.CompareAll(ContractInputs.Read([before]), ContractInputs.Read([after]));
            foreach (var change in changes) output.WriteLine(change);
            if (changes.Count == 0) output.WriteLine("The contracts are the same.");
            return changes.Any(change => (change.Breaks & refused) != SseContractBreaks.None) ? 1 : 0;
        }
        catch (Exception error) when (error is ToolException or FormatException or IOException or UnauthorizedAccessException)
        {
            errors.WriteLine($"dotnet sse diff: error SSET002: {error.Message}");
            return 2;
        }
    }
}
