namespace Sse.Tool.Recordings;

/// <summary>The head of an answer.</summary>
/// <param name="Address">Who answered, after redirects.</param>
/// <param name="Status">The status.</param>
/// <param name="Version">The version of HTTP.</param>
/// <param name="Headers">The headers, several of one name with commas between.</param>
/// <param name="AskedAt">When it was asked for, over a connection that was there.</param>
/// <param name="At">When it came.</param>
/// <param name="Redirects">The addresses that led elsewhere, in their order.</param>
internal sealed record Answer(Uri Address, int Status, Version Version, IReadOnlyDictionary<string, string> Headers, TimeSpan AskedAt, TimeSpan At, IReadOnlyList<Uri> Redirects)
{
    public bool IsStream => Status == 200;

    public string? this[string header] => Headers.TryGetValue(header, out var value) ? value : null;

    /// <summary>Whether a header that is a list has this in it.</summary>
    public bool Has(string header, string value) =>
        this[header]?.Split(',', StringSplitOptions.TrimEntries).Any(part => part.Split(';', '=')[0].Trim().Equals(value, StringComparison.OrdinalIgnoreCase)) == true;
}
