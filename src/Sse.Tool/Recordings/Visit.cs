namespace Sse.Tool.Recordings;

/// <summary>A request.</summary>
/// <param name="Method">Its method.</param>
/// <param name="Headers">What is said beside the visitor's own headers, and in their place.</param>
internal sealed record Visit(HttpMethod Method, params IReadOnlyList<(string Name, string Value)> Headers)
{
    /// <summary>A GET, or what the visitor was told to say in its place.</summary>
    public static Visit Stream(params IReadOnlyList<(string Name, string Value)> headers) => new(HttpMethod.Get, headers);
}
