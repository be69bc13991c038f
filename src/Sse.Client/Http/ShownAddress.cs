namespace Sse;

/// <summary>
/// Addresses as they may stand in logs, exceptions and states: queries and user info are where tokens and passwords are,
/// so neither is ever shown.
/// </summary>
internal static class ShownAddress
{
    public static string Of(Uri address) => (address.IsAbsoluteUri, address.IsAbsoluteUri && address.Scheme is "http" or "https") switch
    {
        (true, true) => address.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped),
        // What stands behind another scheme has no parts that are known to be harmless.
        (true, false) => $"{address.Scheme}:…",
        _ => PathOf(address.OriginalString),
    };

    /// <summary>The same as an address of its own.</summary>
    public static Uri AddressOf(Uri address) => new(Of(address), address.IsAbsoluteUri ? UriKind.Absolute : UriKind.Relative);

    private static string PathOf(string relative)
    {
        var path = relative.Split('?', '#')[0];
        // "//user:password@host/path" is relative too.
        return path.StartsWith("//", StringComparison.Ordinal) ? path[..2] + path[(path.IndexOf('@', StringComparison.Ordinal) + 1)..].TrimStart('/') : path;
    }
}
