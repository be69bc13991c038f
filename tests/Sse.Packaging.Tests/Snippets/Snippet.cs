using System.Text.RegularExpressions;

namespace Sse.Tests.Snippets;

/// <summary>A block of C# in a page of the documentation.</summary>
/// <param name="Page">The page, from the repository's root.</param>
/// <param name="Line">The line where its code begins.</param>
/// <param name="Code">The code.</param>
internal sealed partial record Snippet(string Page, int Line, string Code)
{
    public static IReadOnlyList<Snippet> All { get; } =
        [.. Directory.GetFiles(Repository.PathOf("docs"), "*.md", SearchOption.AllDirectories).Append(Repository.PathOf("README.md"))
            .Select(file => Path.GetRelativePath(Repository.Root, file))
            // A diagnostic's page shows what is wrong as well.
            .Where(page => !page.StartsWith("docs/diagnostics", StringComparison.Ordinal))
            .SelectMany(page => Of(page, File.ReadAllText(Repository.PathOf(page))))];

    /// <summary>Whether it makes its own application: who pastes it expects it to run as it is.</summary>
    public bool IsProgram => Code.Contains(".CreateBuilder(", StringComparison.Ordinal);

    public static IEnumerable<Snippet> Of(string page, string text) =>
        Fence().Matches(text).Select(match => match.Groups["code"]).Select(code => new Snippet(page, text[..code.Index].Count(letter => letter == '\n') + 1, code.Value));

    public override string ToString() => $"{Page}:{Line}";

    [GeneratedRegex(@"^```(csharp|cs|c#)\n(?<code>.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Fence();
}
