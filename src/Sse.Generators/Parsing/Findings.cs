using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Sse.Generators.Parsing;

/// <summary>
/// The one way in which parsing says no. Rules answer a reason or null; whoever asked tells it here and answers null in
/// its turn.
/// </summary>
internal sealed class Findings
{
    private readonly ImmutableArray<Finding>.Builder _findings = ImmutableArray.CreateBuilder<Finding>();

    /// <summary>Why nothing can be generated: the first reason, or null.</summary>
    public string? Refusal { get; private set; }

    public ImmutableArray<Finding> All => _findings.ToImmutable();

    /// <summary>Tells the author something that keeps nothing from being generated.</summary>
    public void Tell(FindingKind kind, Location location, params string[] arguments) => _findings.Add(new Finding(kind, location, [.. arguments]));

    /// <summary>Tells the author what was found elsewhere.</summary>
    public void Tell(Finding finding) => _findings.Add(finding);

    /// <summary>Tells the author why nothing can be generated.</summary>
    public void Refuse(FindingKind kind, Location location, params string[] arguments) =>
        Refuse(new Finding(kind, location, [.. arguments]), string.Join(": ", arguments));

    /// <summary>Tells the author why nothing can be generated, which call sites are told in other words.</summary>
    public void Refuse(Finding finding, string refusal)
    {
        _findings.Add(finding);
        Refuse(refusal);
    }

    /// <summary>Nothing can be generated, for a reason that the author is told already: by the compiler, or at another declaration.</summary>
    public void Refuse(string refusal) => Refusal ??= refusal;
}
