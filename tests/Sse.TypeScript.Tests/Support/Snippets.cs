using System.Globalization;
using System.Text.RegularExpressions;

namespace Sse.Tests;

/// <summary>The blocks of TypeScript in the guide, each a module that has to compile.</summary>
internal static partial class Snippets
{
    public static IEnumerable<(string File, string Code)> All() =>
        Fence().Matches(File.ReadAllText(Repository.PathOf("docs/guide/typescript.md"))).Select((match, index) => (
            string.Create(CultureInfo.InvariantCulture, $"snippet-{index + 1}.{match.Groups["language"].Value}"),
            $"{match.Groups["code"].Value.Replace("'./sse/", "'./plain/", StringComparison.Ordinal)}export {{}};\n"));

    [GeneratedRegex(@"^```(?<language>tsx?)\n(?<code>.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline | RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex Fence();
}
