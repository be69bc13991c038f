namespace Sse.Tests.Snippets;

/// <summary>What the documentation shows compiles.</summary>
public class SnippetTests
{
    public static TheoryData<string> Blocks => [.. Snippet.All.Select(snippet => snippet.ToString())];

    [Theory]
    [MemberData(nameof(Blocks))]
    public void A_block_compiles(string block)
    {
        var snippet = Snippet.All.Single(snippet => snippet.ToString() == block);

        SnippetCompiler.ErrorsOf(snippet, Snippet.All.Where(other => other.Page == snippet.Page)).ShouldBeEmpty();
    }

    [Fact]
    public void What_is_given_compiles()
    {
        var given = new Snippet("Given.cs", 1, File.ReadAllText(Repository.PathOf("tests/Sse.Packaging.Tests/Snippets/Given.cs")));

        SnippetCompiler.ErrorsOf(given, []).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("var app = WebApplication.CreateBuilder(args).Build();\napp.MapSse<MarketHub>(\"/market\");", "page.md:3: CS0246", "a program has to say what it uses")]
    [InlineData("hub.Publish(new Unknown());", "page.md:2: CS0246", "a type that nobody has")]
    [InlineData("[SseEvent(\"made\")]\npublic partial record Made(int N);\n\n[SseHub(typeof(Made))]\npublic sealed partial class MarketHub;\n```\n\n```csharp\nhub.Publish(new PriceChanged(\"ACME\", 1));", "page.md:10: CS0619", "the page's own hub counts")]
    public void A_block_that_does_not_compile_is_found(string code, string error, string because)
    {
        var page = Snippet.Of("page.md", $"```csharp\n{code}\n```\n").ToList();

        page.SelectMany(snippet => SnippetCompiler.ErrorsOf(snippet, page)).ShouldContain(found => found.StartsWith(error, StringComparison.Ordinal), because);
    }

    [Fact]
    public void Every_fence_names_its_language() =>
        Directory.GetFiles(Repository.PathOf("docs"), "*.md", SearchOption.AllDirectories).Append(Repository.PathOf("README.md"))
            .Where(page => File.ReadAllText(page).Contains("```c#", StringComparison.OrdinalIgnoreCase)).ShouldBeEmpty("csharp is the name that is compiled");
}
