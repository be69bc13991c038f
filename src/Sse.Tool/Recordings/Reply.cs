using System.Diagnostics.CodeAnalysis;

namespace Sse.Tool.Recordings;

/// <summary>What came of a request: the head of an answer, or the reason why there is none.</summary>
internal sealed class Reply
{
    public Reply(Answer answer) => Answer = answer;

    public Reply(string failure) => Failure = failure;

    public Answer? Answer { get; }

    public string? Failure { get; }

    [MemberNotNullWhen(true, nameof(Answer))]
    [MemberNotNullWhen(false, nameof(Failure))]
    public bool IsAnswered => Answer is not null;

    /// <summary>The status, or the failure.</summary>
    public override string ToString() => IsAnswered ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Answer.Status}") : Failure;
}
