namespace Sse.Tool.Checks;

/// <summary>What a check is called.</summary>
/// <param name="Id">Its id, which stays its own.</param>
/// <param name="Title">What it is about.</param>
/// <param name="Reference">Where it is written that it has to be so.</param>
internal sealed record CheckInfo(string Id, string Title, string Reference)
{
    private const int Longest = 1000;

    public Finding Fine(string text) => Found(FindingLevel.Fine, text);

    public Finding NotApplicable(string text) => Found(FindingLevel.NotApplicable, text);

    public Finding Note(string text) => Found(FindingLevel.Note, text);

    public Finding Warning(string text) => Found(FindingLevel.Warning, text);

    public Finding Error(string text) => Found(FindingLevel.Error, text);

    /// <summary>The worst of what was found, or that all is well.</summary>
    public Finding Worst(IReadOnlyList<Finding> found, string fine)
    {
        if (found.Count == 0) return Fine(fine);
        var level = found.Max(one => one.Level);
        return Found(level, string.Join("; ", found.Where(one => one.Level == level).Select(one => one.Text)));
    }

    // A header of a stranger may be 64 KiB.
    private Finding Found(FindingLevel level, string text) => new(this, level, text.Length > Longest ? $"{text[..Longest]}…" : text);
}
