using System.CommandLine;
using Sse.Tests.Live;
using Sse.Tool.Commands;

namespace Sse.Tests.Tool;

public sealed class DiffCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly StringWriter _output = new();
    private readonly StringWriter _errors = new();

    public void Dispose()
    {
        _folder.Dispose();
        _output.Dispose();
        _errors.Dispose();
    }

    [Theory]
    [InlineData("""{"event":"a","type":"A","schema":true}""", """{"event":"b","type":"B","schema":true}""", 1, 1, "breaks old clients: a is not sent any more")]
    [InlineData("""{"event":"a","type":"A","schema":{"type":"object","properties":{"x":{"type":"number"}},"required":["x"]}}""", """{"event":"a","type":"A","schema":{"type":"object","properties":{"x":{"type":"integer"}},"required":["x"]}}""", 1, 0, "breaks new clients on old events: a.x")]
    [InlineData("""{"event":"a","type":"A","schema":{"type":"object"}}""", """{"event":"a","type":"A","schema":{"type":"object","properties":{"x":{"type":"string"}},"required":["x"]}}""", 1, 0, "breaks new clients on old events: a.x")]
    [InlineData("""{"event":"a","type":"A","schema":true}""", """{"event":"a","type":"A","schema":true},{"event":"b","type":"B","schema":true}""", 0, 0, "harmless: b is a new event")]
    [InlineData("""{"event":"a","type":"A","schema":true}""", """{"event":"a","type":"A","schema":true}""", 0, 0, "The contracts are the same.")]
    public void Says_what_breaks_and_ends_with_1(string before, string after, int all, int oldClients, string said)
    {
        Write("old.json", before);
        Write("new.json", after);

        Run(_folder["old.json"], _folder["new.json"]).ShouldBe(all, _errors.ToString());
        _output.ToString().ShouldContain(said);
        Run(_folder["old.json"], _folder["new.json"], "--old-clients").ShouldBe(oldClients);
    }

    [Fact]
    public void Takes_assemblies()
    {
        var assembly = typeof(LiveHub).Assembly.Location;

        Run(assembly, assembly).ShouldBe(0, _errors.ToString());
        _output.ToString().ShouldContain("The contracts are the same.");
    }

    [Fact]
    public void Ends_with_2_for_what_can_not_be_read()
    {
        Write("old.json", "");

        Run(_folder["old.json"], _folder["none.json"]).ShouldBe(2);
        _errors.ToString().ShouldContain("none.json");
    }

    private void Write(string name, string events) => _folder.Write(name, $$"""{"sse":1,"hub":"H","topics":"optional","events":[{{events}}]}""");

    private int Run(params string[] arguments) => DiffCommand.Create().Parse(arguments).Invoke(new InvocationConfiguration { Output = _output, Error = _errors });
}
