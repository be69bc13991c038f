using Spectre.Console;
using Tail;

return await TailCommand.Create(AnsiConsole.Console, Console.Out, Console.Error).Parse(args).InvokeAsync();
