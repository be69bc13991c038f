using Sse.Tool.Recordings;

namespace Sse.Tool.Checks;

/// <summary>What checks work with.</summary>
/// <param name="Settings">What the user said.</param>
/// <param name="Visitor">Who asks the server.</param>
/// <param name="Watch">The stream that is watched while others are asked for.</param>
internal sealed record CheckContext(CheckSettings Settings, Visitor Visitor, LiveStream Watch)
{
    /// <summary>What was watched, once it is over; null before.</summary>
    public Watched? Watched { get; init; }

    public Task<Reply> AskAsync(HttpMethod method, CancellationToken cancellationToken, params IReadOnlyList<(string Name, string Value)> headers) =>
        Visitor.AskAsync(new Visit(method, headers), cancellationToken);

    public Task<LiveStream> OpenAsync(CancellationToken cancellationToken, params IReadOnlyList<(string Name, string Value)> headers) =>
        Visitor.OpenAsync(Visit.Stream(headers), decode: null, cancellationToken);
}
