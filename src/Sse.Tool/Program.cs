using System.CommandLine;
using Sse.Tool;
using Sse.Tool.Commands;

var console = Terminal.Create();
var root = new RootCommand("The command line of Sse.") { TypeScriptCommand.Create(), DiffCommand.Create(), CheckCommand.Create(console), TailCommand.Create(console) };
return await root.Parse(args).InvokeAsync();
