using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.Text;

namespace Sse.Tests.Harness;

/// <summary>Source with the diagnostics that belong to it marked in place: <c>{|SSE0001:PriceChanged|}</c>, or several of one place with commas between them.</summary>
internal sealed partial record MarkedSource(string Text, ImmutableArray<(string Id, TextSpan Span)> Expected)
{
    public static MarkedSource Parse(string marked)
    {
        var expected = ImmutableArray.CreateBuilder<(string, TextSpan)>();
        var removed = 0;
        var text = Mark().Replace(marked, match =>
        {
            var inner = match.Groups["text"];
            foreach (var id in match.Groups["id"].Value.Split(',')) expected.Add((id, new TextSpan(match.Index - removed, inner.Length)));
            removed += match.Length - inner.Length;
            return inner.Value;
        });
        return new MarkedSource(text, expected.ToImmutable());
    }

    [GeneratedRegex(@"\{\|(?<id>[A-Z]+\d{4}(,[A-Z]+\d{4})*):(?<text>.*?)\|\}", RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Mark();
}
