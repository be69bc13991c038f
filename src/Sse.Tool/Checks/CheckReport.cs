namespace Sse.Tool.Checks;

/// <summary>What was found.</summary>
/// <param name="Address">Of whom.</param>
/// <param name="Findings">One for each check, in their order.</param>
/// <param name="Events">How many events came while the stream was watched.</param>
/// <param name="Duration">How long that was.</param>
/// <param name="WasCancelled">Whether it was stopped before its end.</param>
internal sealed record CheckReport(Uri Address, IReadOnlyList<Finding> Findings, int Events, TimeSpan Duration, bool WasCancelled)
{
    /// <summary>The address without query and user info: reports are read by others, and kept.</summary>
    public string ShownAddress => Address.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);

    /// <summary>How many findings are of a level.</summary>
    public int Count(FindingLevel level) => Findings.Count(finding => finding.Level == level);
}
