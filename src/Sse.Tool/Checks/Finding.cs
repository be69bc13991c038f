namespace Sse.Tool.Checks;

/// <summary>What a check has found.</summary>
/// <param name="Check">Which check.</param>
/// <param name="Level">How bad it is.</param>
/// <param name="Text">What was seen.</param>
internal sealed record Finding(CheckInfo Check, FindingLevel Level, string Text);

/// <summary>How bad a finding is, in ascending order.</summary>
internal enum FindingLevel
{
    /// <summary>It could not be checked, or doesn't concern this stream.</summary>
    NotApplicable,

    Fine,

    /// <summary>Nothing is wrong; it is good to know.</summary>
    Note,

    /// <summary>It works, until somebody stands between or is unlucky.</summary>
    Warning,

    /// <summary>Clients lose events, or don't get them when they should.</summary>
    Error,
}
