namespace Sse;

/// <summary>Puts a client's own wishes into the query of an address.</summary>
internal static class AddressQuery
{
    /// <summary>The address with one more value.</summary>
    /// <param name="address">An absolute address.</param>
    /// <param name="name">The value's name.</param>
    /// <param name="value">The value.</param>
    public static Uri Add(Uri address, string name, string value)
    {
        var query = address.Query.TrimStart('?');
        var path = address.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);
        return new Uri($"{path}?{query}{(query.Length == 0 ? "" : "&")}{name}={Uri.EscapeDataString(value)}");
    }
}
