using System.CommandLine;
using Sse.Tool.Commands;

var root = new RootCommand("The command line of Sse.") { TypeScriptCommand.Create(), DiffCommand.Create() };
return await root.Parse(args).InvokeAsync().ConfigureAwait(false);
