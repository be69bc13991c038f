using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Sse.Tests.Cases;

/// <summary>An author's project: its files, the libraries that it references, and what another generator adds to it.</summary>
/// <param name="Files">Its files. A static <c>Check.Run()</c> in one of them is called, and compares through <see cref="Judge"/>.</param>
public sealed record Case(params ImmutableArray<string> Files)
{
    /// <summary>Libraries, each referencing those before it and compiled with the generator too.</summary>
    public ImmutableArray<CaseLibrary> Libraries { get; init; } = [];

    /// <summary>What another generator adds: the author's analyzers see it, generators don't.</summary>
    public string? Added { get; init; }

    /// <summary>Other people's generators at work in the project, and what their attributes are in.</summary>
    public (ImmutableArray<ISourceGenerator> Generators, ImmutableArray<MetadataReference> References) Others { get; init; } = ([], []);

    public NullableContextOptions Nullable { get; init; } = NullableContextOptions.Enable;

    public LanguageVersion Language { get; init; } = LanguageVersion.CSharp13;

    public bool ChecksOverflow { get; init; }
}

/// <summary>A library of a case.</summary>
/// <param name="Name">Its assembly's name.</param>
/// <param name="Source">Its source.</param>
/// <param name="Alias">The extern alias it is referenced by, or null.</param>
/// <param name="HidesPrivate">Whether the author's project sees its reference assembly only, as that of a project beside it.</param>
public sealed record CaseLibrary(string Name, string Source, string? Alias = null, bool HidesPrivate = false);
