namespace Sse.Tool.Checks.Resuming;

/// <summary>Compares what a client that came back was given with what there was.</summary>
internal static class ResumeVerdict
{
    /// <summary>What is wrong; null where nothing is.</summary>
    /// <param name="all">The ids of all events, as one who was never away has them.</param>
    /// <param name="place">The id with which the client came back.</param>
    /// <param name="target">The newest id at that time.</param>
    /// <param name="got">What the client was given.</param>
    /// <param name="reached">Whether it got to the newest.</param>
    /// <param name="patience">How long it waited.</param>
    public static string? Of(IReadOnlyList<string> all, string place, string target, IReadOnlyList<string> got, bool reached, string patience)
    {
        var order = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < all.Count; i++) order[all[i]] = i;
        var (from, to) = (order[place], order[target]);
        var given = got.Where(order.ContainsKey).Select(id => order[id]).ToList();
        if (given.FirstOrDefault(at => at <= from, -1) is >= 0 and var again) return $"events up to it come again, first {Say.Quoted(all[again])}";
        if (given.GroupBy(at => at).FirstOrDefault(same => same.Count() > 1) is { } twice) return $"{Say.Quoted(all[twice.Key])} comes twice";
        var missing = Enumerable.Range(from + 1, to - from).Except(given).ToList();
        if (missing.Count > 0)
        {
            var lost = Say.Text($"{missing.Count} of {to - from} events {(missing.Count == 1 ? "is" : "are")} lost, first {Say.Quoted(all[missing[0]])}");
            return reached ? lost : $"{lost}: in {patience} the newest had not come";
        }
        return given.Zip(given.Skip(1)).Any(pair => pair.Second < pair.First) ? "events come in another order" : null;
    }
}
