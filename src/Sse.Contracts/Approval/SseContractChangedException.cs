using System.Diagnostics.CodeAnalysis;

namespace Sse;

/// <summary>A hub's contract is not the approved one. The message says what changed, what that breaks, and how to approve it.</summary>
[SuppressMessage("Roslynator", "RCS1194", Justification = "Without its changes the error would help nobody.")]
public sealed class SseContractChangedException : Exception
{
    internal SseContractChangedException(string message, IReadOnlyList<SseContractChange> changes)
        : base(message) => Changes = changes;

    /// <summary>What changed; empty where nothing was approved yet.</summary>
    public IReadOnlyList<SseContractChange> Changes { get; }
}
