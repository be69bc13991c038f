using Sse.Generators.Models;

namespace Sse.Generators;

/// <summary>What became of one declaration.</summary>
/// <param name="Model">What to generate, or null where no part can be added to the type.</param>
/// <param name="Errors">What is wrong with it.</param>
internal sealed record Declared<T>(T? Model, EquatableArray<SilentError> Errors)
    where T : class;
