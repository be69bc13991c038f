namespace Sse.Tests.Emission;

public class ModuleTests
{
    /// <summary>The whole text, reviewed as it would be read. Set SNAPSHOT_UPDATE=1 to accept a change.</summary>
    [Theory]
    [InlineData("market", "market-hub", false)]
    [InlineData("everything", "everything", false)]
    [InlineData("everything", "everything", true)]
    public void Reads_as_if_written_by_hand(string contract, string module, bool exactNumbers)
    {
        var approved = Repository.PathOf($"tests/Sse.TypeScript.Tests/Emission/Snapshots/{module}{(exactNumbers ? ".exact" : "")}.verified.ts");
        var text = Generated.Text(contract, $"{module}.ts", exactNumbers);
        if (Environment.GetEnvironmentVariable("SNAPSHOT_UPDATE") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(approved)!);
            File.WriteAllText(approved, text);
        }
        text.ShouldBe(File.ReadAllText(approved));
    }

    [Theory]
    [InlineData("{\"type\":\"string\"}", "string")]
    [InlineData("{\"type\":[\"string\",\"null\"],\"format\":\"date\"}", "string | null")]
    [InlineData("{\"type\":\"array\",\"items\":{\"type\":\"array\",\"items\":{\"type\":[\"integer\",\"null\"]}}}", "readonly (readonly (number | null)[])[]")]
    [InlineData("{\"type\":\"object\",\"additionalProperties\":{\"anyOf\":[true,{\"type\":\"null\"}]}}", "{ readonly [key: string]: unknown }")]
    [InlineData("{\"const\":\"it's\"}", "'it\\'s'")]
    [InlineData("{\"enum\":[1,\"a\",null,true]}", "1 | 'a' | null | true")]
    [InlineData("{\"allOf\":[{\"type\":\"string\"},{\"enum\":[\"a\",\"b\"]}]}", "string & ('a' | 'b')")]
    [InlineData("{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"string\"},\"b c\":true},\"required\":[\"a\"],\"additionalProperties\":true,\"minProperties\":1,\"anyOf\":[]}", null)]
    [InlineData("true", "unknown")]
    [InlineData("false", "never")]
    [InlineData("{}", "unknown")]
    [InlineData("{\"type\":\"object\"}", "{ readonly [key: string]: unknown }")]
    [InlineData("{\"type\":\"array\"}", "readonly unknown[]")]
    public void Spells_a_schema_as_a_type(string schema, string? type)
    {
        var text = Module($$$"""{"event":"e","type":"E","schema":{{{schema}}}}""");

        if (type is null) text.ShouldContain("export interface E {\n  readonly a: string;\n  readonly 'b c'?: unknown;\n}");
        else text.ShouldContain($"export type E = {type};");
    }

    [Fact]
    public void Definitions_that_say_the_same_with_all_they_lead_to_are_one_type()
    {
        static string Event(string name, string inner) => $$$"""
            {"event":"{{{name}}}","type":"{{{name}}}","schema":{"type":"object","properties":{"box":{"$ref":"#/$defs/Box"}},"$defs":{
              "Box":{"type":"object","properties":{"item":{"$ref":"#/$defs/Item"}} },"Item":{"type":"object","properties":{"n":{"type":"{{{inner}}}"}} } } } }
            """;

        var same = Module(Event("A", "string"), Event("B", "string"));
        same.Split("export interface Box").Length.ShouldBe(2);
        same.ShouldNotContain("Box2");
        var other = Module(Event("A", "string"), Event("B", "integer"));
        other.ShouldContain("export interface B {\n  readonly box?: Box2;\n}");
        other.ShouldContain("export interface Box2 {\n  readonly item?: Item2;\n}");
    }

    [Fact]
    public void Hubs_of_one_name_have_modules_of_their_own()
    {
        string[] hubs = ["Acme.Market", "Other.Market", "Acme.HTTPFeed2"];
        var contracts = hubs.Select(name => $$"""{"sse":1,"hub":"{{name.Split('.')[1]}}","namespace":"{{name.Split('.')[0]}}","events":[]}""");

        SseTypeScript.Generate(contracts).Select(file => file.Name).ShouldBe(["acme-market.ts", "other-market.ts", "http-feed2.ts", "sse.ts"]);
    }

    [Fact]
    public void References_that_lead_nowhere_are_refused()
    {
        Should.Throw<FormatException>(() => Module("""{"event":"e","type":"E","schema":{"$ref":"#/$defs/Nowhere"}}""")).Message.ShouldContain("Nowhere");
        Should.Throw<FormatException>(() => Module("""{"event":"e","type":"E","schema":{"$ref":"other.json"}}""")).Message.ShouldContain("other.json");
    }

    [Fact]
    public void The_client_has_every_part_once_and_imports_nothing()
    {
        var client = Generated.Text("market", "sse.ts");

        client.Split('\n').ShouldNotContain(line => line.StartsWith("import ", StringComparison.Ordinal));
        foreach (var file in Directory.GetFiles(Repository.PathOf("src/Sse.TypeScript/Client"), "*.ts"))
        {
            var part = File.ReadAllText(file);
            client.ShouldContain(part[part.IndexOf("export ", StringComparison.Ordinal)..].TrimEnd(), Case.Sensitive, Path.GetFileName(file));
            File.ReadLines(file).Count().ShouldBeLessThan(210, file);
        }
    }

    private static string Module(params IEnumerable<string> events) =>
        SseTypeScript.Generate([$$"""{"sse":1,"hub":"H","events":[{{string.Join(',', events)}}]}"""])[0].Text;
}
