namespace Sse.Tests.Emission;

public class CompilationTests(NodeWorkspace node)
{
    [Fact]
    public async Task All_that_is_generated_compiles_under_the_strictest_settings() => (await node.CompileAsync()).ShouldBeEmpty();

    [Fact]
    public void The_guides_blocks_are_among_it() => Snippets.All().Count().ShouldBe(3);
}
