namespace Sse.Tool.Assemblies;

/// <summary>What an assembly says of a hub.</summary>
/// <param name="Type">The hub's class, as reflection names it.</param>
/// <param name="Head">Its contract without the events.</param>
/// <param name="Holders">The types that have the contracts of the events, a line each, with their assembly.</param>
internal sealed record HubLiterals(string Type, string Head, string Holders);
