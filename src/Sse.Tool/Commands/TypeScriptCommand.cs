using System.CommandLine;

namespace Sse.Tool.Commands;

/// <summary><c>dotnet sse typescript</c>: TypeScript clients from contracts.</summary>
internal static class TypeScriptCommand
{
    public static Command Create()
    {
        var inputs = new Argument<string[]>("input") { Description = "Built assemblies (.dll) that declare hubs, and contracts (.json).", Arity = ArgumentArity.OneOrMore };
        var output = new Option<string>("--output", "-o") { Description = "The folder to write to.", Required = true };
        var exact = new Option<bool>("--exact-numbers") { Description = "Read integers of 64 bits as bigint and decimals as text, without loss." };
        var hooks = new Option<string>("--hooks") { Description = "Modules for frameworks: react, vue, svelte; several with commas between." };
        hooks.Validators.Add(result =>
        {
            if (!TryReadHooks(result.GetValueOrDefault<string>(), out _)) result.AddError("--hooks takes react, vue and svelte, with commas between.");
        });
        var command = new Command("typescript", "Writes typed TypeScript clients of hubs.") { inputs, output, exact, hooks };
        command.SetAction(parsed =>
        {
            TryReadHooks(parsed.GetValue(hooks), out var wanted);
            var options = new SseTypeScriptOptions { ExactNumbers = parsed.GetValue(exact), Hooks = wanted };
            return Run(parsed.GetValue(inputs)!, parsed.GetValue(output)!, options, parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
        });
        return command;
    }

    private static int Run(IReadOnlyList<string> inputs, string folder, SseTypeScriptOptions options, TextWriter output, TextWriter errors)
    {
        try
        {
            foreach (var file in SseTypeScript.Generate(ContractInputs.Read(inputs), options))
                output.WriteLine($"{(OutputFolder.Write(folder, file.Name, file.Text) ? "wrote" : "kept ")} {Path.Combine(folder, file.Name)}");
            return 0;
        }
        catch (Exception error) when (error is ToolException or FormatException or IOException or UnauthorizedAccessException)
        {
            errors.WriteLine($"dotnet sse typescript: error SSET001: {error.Message}");
            return 1;
        }
    }

    private static bool TryReadHooks(string? text, out SseTypeScriptHooks hooks)
    {
        hooks = SseTypeScriptHooks.None;
        foreach (var name in (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            SseTypeScriptHooks? hook = name.ToLowerInvariant() switch
            {
                "react" => SseTypeScriptHooks.React,
                "vue" => SseTypeScriptHooks.Vue,
                "svelte" => SseTypeScriptHooks.Svelte,
                _ => null,
            };
            if (hook is null) return false;
            hooks |= hook.Value;
        }
        return true;
    }
}
