namespace Sse.Generators.Models;

/// <summary>How a collection comes to be when it is read.</summary>
internal abstract record MakingModel;

/// <summary>Its elements are collected, and a method of <c>SseListBuilder</c> gives them in their form.</summary>
/// <param name="Method">The method's name.</param>
internal sealed record BuiltModel(string Method) : MakingModel;

/// <summary>It is made empty and filled.</summary>
/// <param name="Type">The type that is made, fully qualified.</param>
/// <param name="Filling">How it is filled.</param>
internal sealed record FilledModel(string Type, FillingModel Filling) : MakingModel;

/// <summary>It is there already, and filled.</summary>
/// <param name="Filling">How it is filled.</param>
internal sealed record GivenModel(FillingModel Filling) : MakingModel;

/// <summary>A list or dictionary is read and converted.</summary>
/// <param name="Method">The static method that converts it, fully qualified.</param>
internal sealed record ConvertedModel(string Method) : MakingModel;

/// <summary>How elements or entries come into a collection.</summary>
/// <param name="As">The type whose member takes them, when its own members may be others; null for its own.</param>
/// <param name="Add">The name of the method that takes an element; not used for dictionaries, which have an indexer.</param>
/// <param name="AsksReadOnly">Whether it may say that it takes none.</param>
/// <param name="IsStruct">Whether it is a struct, which is filled in a box.</param>
internal sealed record FillingModel(string? As, string Add, bool AsksReadOnly = false, bool IsStruct = false);
