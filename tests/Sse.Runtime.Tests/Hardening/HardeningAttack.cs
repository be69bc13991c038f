using Microsoft.AspNetCore.Http;
using Sse.Tests.Authorization;

namespace Sse.Tests.Hardening;

/// <summary>A request of somebody who means no good.</summary>
/// <param name="Area">What it tries.</param>
/// <param name="Path">Its target, as it goes over the wire.</param>
/// <param name="Headers">Its headers, but for who sends it.</param>
internal sealed record HardeningAttack(string Area, string Path, params (string Name, string Value)[] Headers)
{
    public string Method { get; init; } = "GET";

    /// <summary>Whether it asks for the head alone. Servers don't mind the case.</summary>
    public bool IsHead => HttpMethods.IsHead(Method);

    /// <summary>Who has signed in, or null.</summary>
    public string? User { get; init; } = "alice";

    /// <summary>Whether it says itself where it goes on.</summary>
    public bool NamesPlace => Path.Contains("EventId", StringComparison.OrdinalIgnoreCase) || Headers.Any(header => header.Name.Contains("event-id", StringComparison.OrdinalIgnoreCase));

    /// <summary>All headers: without a place of its own it reads from the beginning.</summary>
    public IEnumerable<(string Name, string Value)> Sent
    {
        get
        {
            if (User is not null) yield return (HeaderScheme.User, User);
            if (!NamesPlace) yield return ("Last-Event-ID", "earliest");
            foreach (var header in Headers) yield return header;
        }
    }

    public override string ToString() => $"{Area}: {User} {Method} {Path} {string.Join(' ', Headers)}";
}

/// <summary>What came of it.</summary>
/// <param name="Status">0 when the server has answered nothing and gone.</param>
/// <param name="Head">The head of an HTTP/1.1 response.</param>
/// <param name="Body">What came of the body, up to the first pulse.</param>
internal sealed record HardeningAnswer(int Status, string Head, string Body);

/// <summary>Sends requests, one at a time, over one version of HTTP.</summary>
internal interface IAssailant : IAsyncDisposable
{
    Task<HardeningAnswer> SendAsync(HardeningAttack attack);
}
