namespace Sse.Generators.Models;

/// <summary>What an object is told of its being written, or read.</summary>
/// <param name="Before">The contract by which it is told before, or null.</param>
/// <param name="After">The contract by which it is told after, or null.</param>
/// <param name="Struct">The type of a struct, fully qualified, which is told in a box; null for a class.</param>
internal sealed record CallbackModel(string? Before, string? After, string? Struct);
