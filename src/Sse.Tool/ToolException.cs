namespace Sse.Tool;

/// <summary>What the user of a command has to know, in words that need no stack.</summary>
internal sealed class ToolException(string message) : Exception(message);
