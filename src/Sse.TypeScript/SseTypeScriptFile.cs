namespace Sse;

/// <summary>A generated module.</summary>
/// <param name="Name">Its file's name, in the one folder where all modules lie.</param>
/// <param name="Text">Its text, with LF as line ends.</param>
public sealed record SseTypeScriptFile(string Name, string Text);
